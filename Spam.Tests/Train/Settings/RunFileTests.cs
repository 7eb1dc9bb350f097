using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;
using Spam.Train.Kinds;
using Spam.Train.Settings;
using Spam.Train.Training;

namespace Spam.Tests.Train.Settings;

public sealed class RunFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public RunFileTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--seed 5 --balance --honest --learning-rate 0.0123 --recurrent-masks per-step --spatial-dropout 0.35 --labels spam,ham")]
    [InlineData("--preset workshop --num-words 20 --max-length 6 --units 4 --epochs 1 --seed 3")]
    [InlineData("--model average --num-words 20 --max-length 6 --dropout 0.1 --epochs 2 --threads 2 --format h5 --keras 2")]
    [InlineData("--model cnn --num-words 20 --max-length 6 --embedding-dim 4 --units 4 --batch-size 3 --epochs 1 --test-size 0.4 --split-seed 7")]
    public void The_file_of_a_model_folder_trains_the_same_again(string options)
    {
        var words = options.StartsWith("--seed", StringComparison.Ordinal) ? $"{TinyData.Arguments.Replace("--spatial-dropout 0 ", "", StringComparison.Ordinal).Replace("--learning-rate 0.02", "", StringComparison.Ordinal)} {options}" : options;

        var first = Run($"--data data.csv {words}");
        var second = Run("--config artifacts/spam/v1/run.json --version v2");

        Assert.Equal((0, "", 0, ""), (first.ExitCode, first.Error, second.ExitCode, second.Error));
        Assert.Equal(AIModel.Load(_folder["artifacts/spam/v1"]).ContentHash, AIModel.Load(_folder["artifacts/spam/v2"]).ContentHash);
        Assert.Equal(Text("v1").Replace("\"v1\"", "\"v2\"", StringComparison.Ordinal), Text("v2"));

        string Text(string version) => File.ReadAllText(_folder[$"artifacts/spam/{version}/run.json"]);
    }

    [Fact]
    public void What_is_typed_goes_before_the_file_and_the_file_before_the_kind()
    {
        _folder.Write("run.json", """{ "model": "gru", "data": "data.csv", "units": 7, "embedding-dim": 5, "honest": true, "keras": "2" } // with a comment""");

        var run = Run("--config run.json --units 9 --honest false --num-words 20 --max-length 6 --epochs 1 --keras both");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var written = JsonNode.Parse(File.ReadAllText(_folder["artifacts/spam/v1/run.json"]))!;
        Assert.Equal(
            ("gru", 9, 5, false, "both"),
            ((string?)written["model"], (int)written["units"]!, (int)written["embedding-dim"]!, (bool)written["honest"]!, (string?)written["keras"]));
        Assert.Equal(new GruKind().Defaults.SpatialDropout, (float)written["spatial-dropout"]!);
    }

    [Theory]
    [InlineData("""{"epoch": 3}""", "run.json has the key \"epoch\", which is no setting. Did you mean \"epochs\"?")]
    [InlineData("""{"zzz": 3}""", "run.json has the key \"zzz\", which is no setting. The keys are model, data, text-column,")]
    [InlineData("""{"epochs": "3"}""", "run.json: \"epochs\" is \"3\"; it takes a whole number from 1 to 1000000.")]
    [InlineData("""{"epochs": 2.5}""", "run.json: \"epochs\" is 2.5; it takes a whole number from 1 to 1000000.")]
    [InlineData("""{"dropout": 1}""", "run.json: \"dropout\" is 1; it takes a number from 0 and below 1, as 0.3.")]
    [InlineData("""{"honest": "yes"}""", "run.json: \"honest\" is \"yes\"; it takes true or false.")]
    [InlineData("""{"labels": "ham,spam"}""", "run.json: \"labels\" is \"ham,spam\"; it takes names")]
    [InlineData("""{"labels": ["ham", 3]}""", "run.json: \"labels\" is [\"ham\", 3]; it takes names")]
    [InlineData("""{"name": null}""", "run.json: \"name\" is null; it takes 1 to 64 letters")]
    [InlineData("""{"model": "lstn"}""", "run.json: \"model\" is \"lstn\"; it takes lstm or bilstm")]
    [InlineData("""{"model": "cnn", "recurrent-dropout": 0.1}""", "cnn has no recurrent-dropout. Its network is set by embedding-dim, spatial-dropout, units, dropout.")]
    [InlineData("""{"model": "cnn", "preset": "workshop"}""", "The preset workshop is the workshop's lstm, not cnn.")]
    [InlineData("""{"epochs": 3, "epochs": 4}""", "run.json is no whole JSON: ")]
    [InlineData("""{"epochs": 3""", "run.json is no whole JSON: ")]
    [InlineData("[]", "run.json holds no JSON object;")]
    public void What_the_file_cannot_say_is_refused(string json, string message)
    {
        _folder.Write("run.json", json);

        var run = Run("--data data.csv --config run.json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
        => Assert.Contains("none.json does not exist. --config takes a JSON file of settings", Run("--config none.json").Error, StringComparison.Ordinal);

    [Fact]
    public void Every_option_is_a_key()
    {
        var help = Run("train --help").Output;

        Assert.All(new TrainSettings().All, setting => Assert.Contains($"--{setting.Name}", help, StringComparison.Ordinal));
        var written = JsonDocument.Parse(RunFile.Write(new TrainOptions { Epochs = 3, Labels = ["a", "b,c"], Threads = 2 })).RootElement.EnumerateObject().Select(member => member.Name);
        Assert.Equal(["preset", "trials", "overwrite"], new TrainSettings().All.Select(setting => setting.Name).Except(written)); // no part of how the model came to be
    }

    [Fact]
    public void What_was_written_is_read_as_it_was()
    {
        var options = new TrainOptions { Model = "lstm", Epochs = 3, Labels = ["a", "b,c"], Threads = 2, LearningRate = 0.1f / 3, Dropout = 1 / 7f, Columns = new("t", "l", true), Balance = true };
        _folder.Write("run.json", RunFile.Write(options));

        var read = RunFile.Read(_folder["run.json"], new()).Apply(new());

        Assert.Equal(["a", "b,c"], read.Labels!);
        Assert.Equal(options with { Labels = null }, read with { Labels = null });
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
