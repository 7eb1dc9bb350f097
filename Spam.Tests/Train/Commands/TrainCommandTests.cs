using System.Text.Json;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Tests.Train.Training;

namespace Spam.Tests.Train.Commands;

public sealed class TrainCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrainCommandTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_a_file_to_answers()
    {
        var train = Run($"--data data.csv {TinyData.Arguments}");
        var predict = CommandLineRun.Of(_folder.Path, ["predict", "free prize!", "see you\tat home"]);
        var piped = CommandLineRun.Of(_folder.Path, "predict --json", input: "free prize\n\nsee you\n");
        var evaluate = Run("evaluate --data data.csv");
        var all = Run("evaluate --data data.csv --all-rows");

        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Matches(@"  ham\s+20\s+1\d\s+\d\r?\n", train.Output);
        Assert.Contains("Epoch 6/6", train.Output, StringComparison.Ordinal);
        Assert.Contains("accuracy           1.0000", train.Output, StringComparison.Ordinal);
        Assert.Contains("  spam_tokenizer.json", train.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project Spam.Train -- predict --model ", train.Output, StringComparison.Ordinal);
        Assert.Matches("^spam  0\\.\\d{4}  free prize!\\r?\\nham  0\\.\\d{4}  see you\\\\u0009at home\\r?\\n$", predict.Output);
        var lines = piped.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches("^\\{\"input\":\"free prize\",\"prediction\":\\{\"ham\":[0-9.E-]+,\"spam\":[0-9.]+\\},\"top\":\\{\"label\":\"spam\",\"value\":0\\.[0-9]+\\}\\}", lines[0]);
        Assert.StartsWith("spam v1 on data.csv: 14 rows that it was not trained on", evaluate.Output);
        Assert.StartsWith("spam v1 on data.csv: 40 rows, with those that it was trained on", all.Output);
    }

    [Fact]
    public void Other_texts_are_scored_whole()
    {
        Run($"--data data.csv {TinyData.Arguments}");
        _folder.Write("other.csv", "kind,body\nspam,free\nspam,prize\nham,see you\n");

        var run = Run("evaluate --data other.csv --label-column kind --text-column body");
        var unknown = Run("evaluate --data other.csv --label-column body --text-column kind");

        Assert.StartsWith("spam v1 on other.csv: 3 rows", run.Output);
        Assert.Contains("(always 'spam')", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2: the label 'free' is none of ham, spam.", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_versions_stands_for_the_highest()
    {
        Run($"--data data.csv {TinyData.Arguments} --name tickets --version v9");
        Run($"--data data.csv {TinyData.Arguments} --name tickets --version v10");

        var run = Run("evaluate --data data.csv --model artifacts/tickets");

        Assert.StartsWith("tickets v10 on data.csv", run.Output);
    }

    [Theory]
    [InlineData("--format keras", "spam_model.keras", "keras", "both", false)]
    [InlineData("--format keras --keras 2", "spam_model.keras", "keras", "2", true)]
    [InlineData("--format keras --keras 3", "spam_model.keras", "keras", "3", true)]
    [InlineData("--format h5", "spam_model.h5", "h5", "both", false)]
    [InlineData("--format h5 --keras 2", "spam_model.h5", "h5", "2", true)]
    [InlineData("--format saved_model --keras 2", "saved_model", "saved_model", "2", false)]
    [InlineData("--keras 3", "saved_model", "saved_model", "3", false)]
    public void A_model_in_any_form_answers_alike(string options, string file, string format, string keras, bool hasState)
    {
        Run($"--data data.csv {TinyData.Arguments}");
        var train = Run($"--data data.csv {TinyData.Arguments} --version v2 {options}");

        var (first, second) = (Run("predict --json --model artifacts/spam/v1 free"), Run("predict --json --model artifacts/spam/v2 free"));
        var evaluate = Run("evaluate --data data.csv --model artifacts/spam/v2");

        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains($"  {file}", train.Output, StringComparison.Ordinal);
        Assert.Equal(Score(first), Score(second), tolerance: 1e-6); // a graph alone sums in another order
        Assert.StartsWith("spam v2 on data.csv: 14 rows that it was not trained on", evaluate.Output);
        var settings = AIModel.Load(_folder["artifacts/spam/v2"]).Manifest!.Settings;
        Assert.Equal((format, keras), (settings["format"], settings["keras"]));
        Assert.Equal(hasState, SavedContent.Of(_folder[$"artifacts/spam/v2/{file}"]).HasOptimizerState);

        static double Score(CommandLineRun run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("prediction").GetProperty("spam").GetDouble();
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        var run = Run($"--dry-run --data data.csv {TinyData.Arguments}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Data set data.csv: 40 rows", run.Output, StringComparison.Ordinal);
        Assert.Contains("lstm (LSTM)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Dry run: nothing was trained, and nothing was written", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["artifacts"]));
    }

    [Fact]
    public void A_version_that_is_there_stays_unless_overwritten()
    {
        var first = Run($"--data data.csv {TinyData.Arguments} --epochs 1".Replace("--epochs 6 ", "", StringComparison.Ordinal));
        var manifest = File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]);

        var second = Run($"--data data.csv {TinyData.Arguments}");
        var kept = File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]);
        var third = Run($"--data data.csv {TinyData.Arguments} --overwrite");
        var replaced = File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]);

        Assert.Equal((0, 1, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Contains("is there already. Keep it and write another with --version v2, or replace it with --overwrite.", second.Error, StringComparison.Ordinal);
        Assert.Equal(manifest, kept);
        Assert.NotEqual(manifest, replaced);
        Assert.Equal("v1", Assert.Single(Directory.GetFileSystemEntries(_folder["artifacts/spam"]).Select(Path.GetFileName)));
    }

    [Fact]
    public void An_interruption_leaves_what_was_there()
    {
        Run($"--data data.csv {TinyData.Arguments}");
        var manifest = File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]);
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Epoch 3/6", interruption);

        var run = CommandLineRun.Of(_folder.Path, [.. $"--data data.csv {TinyData.Arguments} --overwrite --seed 9".Split(' ')], output: output, cancellation: interruption.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.StartsWith(
            $"{Environment.NewLine}Interrupted after 2 of 6 epochs. Nothing was written: {_folder["artifacts/spam/v1"]} is whole, as it was before.{Environment.NewLine}",
            run.Error.ReplaceLineEndings());
        Assert.Equal(manifest, File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]));
        Assert.Equal([".v1.training", "v1"], Directory.GetFileSystemEntries(_folder["artifacts/spam"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_interruption_of_the_first_run_makes_no_folder()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Data set", interruption);

        var run = CommandLineRun.Of(_folder.Path, $"--data data.csv {TinyData.Arguments}".Split(' '), output: output, cancellation: interruption.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.EndsWith($"Interrupted after 0 of 6 epochs. Nothing was written: {_folder["artifacts/spam/v1"]} was not made.", run.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["artifacts/spam"]));
    }

    [Fact]
    public void Waiting_for_texts_can_be_interrupted()
    {
        Run($"--data data.csv {TinyData.Arguments}");
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();

        var run = CommandLineRun.Of(_folder.Path, "predict", input: "hello\n", interruption.Token);

        Assert.Equal((130, "Interrupted."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void The_preset_is_the_workshop_and_options_change_parts_of_it()
    {
        var run = Run("--preset workshop --units 10 --dry-run --data data.csv");

        Assert.Contains("(None, 300, 128)          35840", run.Output, StringComparison.Ordinal);
        Assert.Contains("(None, 10)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Honesty_says_what_it_did()
    {
        _folder.Write("twice.csv", "label,text\nham,a\nham,a\nspam,b\nham,c\nspam,d\n");

        var run = Run("--honest --dry-run --data twice.csv");

        Assert.Contains("Honest: 1 duplicates were removed; the tokenizer learned from the training rows only.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_of_the_repository_is_found_from_a_folder_below()
    {
        _folder.Write("training/dataset/spam-messages.csv", File.ReadAllText(_folder["data.csv"]));
        Directory.CreateDirectory(_folder["deep/down"]);

        var run = CommandLineRun.Of(_folder["deep/down"], ["--dry-run"]);

        Assert.Contains("Data set spam-messages.csv: 40 rows", run.Output, StringComparison.Ordinal);
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
