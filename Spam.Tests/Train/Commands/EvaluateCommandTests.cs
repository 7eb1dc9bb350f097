using System.Text.Json;
using Spam.Model;
using Spam.Tests.Train.Training;

namespace Spam.Tests.Train.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public EvaluateCommandTests()
    {
        TinyData.Write(_folder);
        CommandLineRun.Of(_folder.Path, $"--data data.csv {TinyData.Arguments}");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_report_stands_beside_the_model()
    {
        var run = Run("evaluate --data data.csv");

        var path = _folder["artifacts/spam/v1/report.html"];
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Report written to ", run.Output, StringComparison.Ordinal);
        Assert.Contains("report.html; open it in a browser.", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path));
        Assert.Contains("logistic regression", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("see you at", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.NotNull(AIModel.Load(_folder["artifacts/spam/v1"]).Manifest); // the folder is as whole as before
        Assert.Equal(0, Run("inspect artifacts/spam/v1").ExitCode);
    }

    [Fact]
    public void The_report_goes_where_it_is_wanted()
    {
        Directory.CreateDirectory(_folder["there"]);

        var file = Run("evaluate --data data.csv --report mine.html");
        var folder = Run("evaluate --data data.csv --report there");
        var none = Run("evaluate --data data.csv --no-report");
        var both = Run("evaluate --data data.csv --no-report --report x.html");
        var impossible = Run("evaluate --data data.csv --report data.csv/x.html");

        Assert.Equal((0, 0, 0, 2, 1), (file.ExitCode, folder.ExitCode, none.ExitCode, both.ExitCode, impossible.ExitCode));
        Assert.True(File.Exists(_folder["mine.html"]));
        Assert.True(File.Exists(_folder["there/report.html"]));
        Assert.False(File.Exists(_folder["artifacts/spam/v1/report.html"]));
        Assert.DoesNotContain("Report written", none.Output, StringComparison.Ordinal);
        Assert.Contains("--report and --no-report contradict each other.", both.Error, StringComparison.Ordinal);
        Assert.Contains("Name another place with --report, or leave it out with --no-report.", impossible.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_figures_come_as_one_JSON_object()
    {
        var run = Run("evaluate --data data.csv --json --folds 2");

        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(
            ["spam v1", "logistic regression", "always 'spam'"],
            root.GetProperty("classifiers").EnumerateArray().Select(classifier => classifier.GetProperty("name").GetString()).Select(name => name!.StartsWith("always", StringComparison.Ordinal) ? "always 'spam'" : name));
        Assert.Equal(1, root.GetProperty("classifiers")[0].GetProperty("accuracy").GetDouble());
        Assert.Equal(1, root.GetProperty("labels")[0].GetProperty("roc_area").GetDouble());
        Assert.Equal(14, root.GetProperty("data").GetProperty("rows").GetInt32());
        Assert.Equal(14, root.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(6, root.GetProperty("learning_curves").GetProperty("val_loss").GetArrayLength());
        Assert.Equal(2, root.GetProperty("cross_validation").GetProperty("each").GetArrayLength());
        Assert.Equal("20", root.GetProperty("training").GetProperty("settings").GetProperty("num-words").GetString());
        Assert.EndsWith("report.html", root.GetProperty("report").GetString());
        Assert.StartsWith("Fold 1/2", run.Error);
    }

    [Fact]
    public void Texts_are_shown_where_that_is_asked_for()
    {
        _folder.Write("wrong.csv", "label,text\nham,free prize call home\nham,see you at home\nspam,free prize now\n"); // the first is labelled wrongly

        var silent = JsonDocument.Parse(Run("evaluate --data wrong.csv --json").Output).RootElement.GetProperty("mistakes")[0];
        var shown = JsonDocument.Parse(Run("evaluate --data wrong.csv --json --show-texts").Output).RootElement.GetProperty("mistakes")[0];

        Assert.False(silent.TryGetProperty("text", out _));
        Assert.Equal("free prize call home", shown.GetProperty("text").GetString());
        Assert.Equal((1, "ham", "spam"), (shown.GetProperty("row").GetInt32(), shown.GetProperty("truth")[0].GetString(), shown.GetProperty("answers")[0].GetString()));
    }

    [Fact]
    public void The_baseline_is_trained_where_the_training_rows_are_found()
    {
        _folder.Write("other/other.csv", "label,text\nham,see you at home 0\nspam,free prize\n");

        var found = Run("evaluate --data other/other.csv --no-report");
        File.AppendAllText(_folder["data.csv"], "ham,see you\n");
        var changed = Run("evaluate --data other/other.csv --no-report");

        Assert.Contains("logistic baseline  1.0000", found.Output, StringComparison.Ordinal);
        Assert.Contains("also in train", found.Output, StringComparison.Ordinal);
        Assert.Matches(@"logistic baseline  missing: The file that the model was trained on \(data\.csv, SHA-256 [0-9a-f]{12}…\) is not beside the evaluated one", changed.Output);
    }

    [Fact]
    public void Folds_tell_how_much_is_chance()
    {
        var run = Run("evaluate --data data.csv --folds 4");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"Fold 1/4 - 30 rows to train, 10 held back - accuracy: [01]\.\d{4} - macro F1: [01]\.\d{4} - logistic: [01]\.\d{4}, [01]\.\d{4}", run.Output);
        Assert.Contains("Cross-validation: 4 folds", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"recall of spam\s+[01]\.\d{4}\s+0\.\d{4}", run.Output);
        Assert.Contains("id=\"folds\"", File.ReadAllText(_folder["artifacts/spam/v1/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_prints_the_folds_that_are_done()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Fold 2/4", interruption);

        var run = CommandLineRun.Of(_folder.Path, ["evaluate", "--data", "data.csv", "--folds", "4"], output: output, cancellation: interruption.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Cross-validation: 2 of 4 folds", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("Interrupted after 2 of 4 folds. No report was written.", run.Error);
        Assert.False(File.Exists(_folder["artifacts/spam/v1/report.html"]));
    }

    [Fact]
    public void Folds_that_cannot_be_trained_are_refused()
    {
        var many = Run("evaluate --data data.csv --folds 100");
        File.Delete(_folder["artifacts/spam/v1/run.json"]);
        var unknown = Run("evaluate --data data.csv --folds 3");

        Assert.Contains("has 40 different texts; 100 folds need one each. Choose fewer --folds.", many.Error, StringComparison.Ordinal);
        Assert.Contains("has no run.json, so the settings of its training are not known", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (many.ExitCode, unknown.ExitCode));
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
