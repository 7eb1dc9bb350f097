using System.Text.Json;
using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Web;
using Spam.Train.Data;
using Spam.Train.Kinds;

namespace Spam.Tests.Train.Training;

/// <summary>Texts with several labels or none, from the file to the web.</summary>
public sealed class MultiLabelTests : IDisposable
{
    const string Options = "--multi-label --num-words 20 --max-length 6 --batch-size 4 --epochs 30 --learning-rate 0.03 --dropout 0";

    readonly TemporaryFolder _folder = new();

    public MultiLabelTests()
    {
        // Three words stand for three labels; each row has some of them.
        string[] words = ["apple", "bread", "cheese"], labels = ["fruit", "grain", "milk"];
        var rows = Enumerable.Range(0, 48).Select(i =>
        {
            var has = Enumerable.Range(0, 3).Where(bit => (i >> bit & 1) == 1).ToArray();
            return $"{string.Join(';', has.Select(bit => labels[bit]))},buy {string.Join(' ', has.Select(bit => words[bit]))} today";
        });
        _folder.Write("data.csv", "label,text\n" + string.Join('\n', rows) + "\n");
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => [.. ModelKinds.Names];

    [Fact]
    public void Labels_stand_between_semicolons()
    {
        _folder.Write("few.csv", "label,text\na;b,x\n,y\nb ; a,z\nc;c,w\n");

        var data = CsvDataSet.Read(_folder["few.csv"], new(IsMultiLabel: true));

        Assert.Equal(["a", "b", "c"], data.Labels);
        Assert.Equal(["0 1", "", "1 0", "2"], data.LabelSets!.Select(set => string.Join(' ', set)));
        Assert.Equal([0, 0, 1, 2], data.LabelIds);
    }

    [Theory]
    [InlineData("label,text\na;;b,x\n", "line 2: one of the labels between semicolons is empty.")]
    [InlineData("label,text\n,x\n,y\n", "has no label; a classifier needs 2 or more")]
    public void Labels_that_are_none_are_refused(string csv, string message)
    {
        _folder.Write("bad.csv", csv);

        Assert.Contains(message, Run("--data bad.csv --multi-label").Error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Each_kind_finds_all_labels_of_a_text(string kind)
    {
        var run = Run($"--data data.csv --model {kind} {Options}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("subset accuracy", run.Output, StringComparison.Ordinal);
        Assert.Contains("logistic micro f1", run.Output, StringComparison.Ordinal);
        var model = AIModel.Load(_folder["artifacts/spam/v1"]);
        Assert.True(model.IsMultiLabel);
        Assert.True(model.Manifest!.Scores["micro_f1"] > 0.8);
        var both = model.Predict("buy apple cheese today").Scores;
        Assert.True(both["fruit"] > 0.5 && both["grain"] < 0.5 && both["milk"] > 0.5);
    }

    [Fact]
    public void It_is_asked_and_scored_with_all_labels()
    {
        Run($"--data data.csv --model bag-of-words {Options}");

        var predict = CommandLineRun.Of(_folder.Path, ["predict", "buy apple cheese today", "buy today"]);
        var evaluate = Run("evaluate --data data.csv");

        Assert.Matches(@"^fruit;milk  0\.\d{4}  buy apple cheese today\r?\n\(none\)  0\.\d{4}  buy today\r?\n$", predict.Output);
        Assert.StartsWith("spam v1 on data.csv: 16 rows that it was not trained on", evaluate.Output);
        Assert.Contains("macro f1", evaluate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_served()
    {
        Run($"--data data.csv --model bag-of-words {Options}");
        var settings = TestServer.Settings with { MockModel = false, ModelDirectory = _folder["artifacts/spam/v1"], ModelVersion = null };
        await using var server = await TestServer.StartAsync(settings);

        var answer = await server.PredictAsync("buy apple cheese today");

        var scores = JsonDocument.Parse(answer.Text).RootElement.GetProperty("prediction").EnumerateObject().ToDictionary(score => score.Name, score => score.Value.GetDouble());
        Assert.True(scores["fruit"] > 0.5 && scores["grain"] < 0.5 && scores["milk"] > 0.5);
    }

    [Fact]
    public void Balance_is_for_one_label_a_text()
        => Assert.Contains("--balance gives each row the weight of its label", Run("--data data.csv --multi-label --balance").Error, StringComparison.Ordinal);

    [Fact]
    public void Balance_is_printed_and_trained_with()
    {
        _folder.Write("rare.csv", "label,text\n" + string.Concat(Enumerable.Range(0, 30).Select(i => i % 5 == 0 ? $"rare,odd {i}\n" : $"common,usual {i}\n")));

        var run = Run("--data rare.csv --model average --balance --epochs 2");
        var plain = Run("--data rare.csv --model average --epochs 2 --version v2");

        Assert.Contains("Weights of the labels", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"  rare +\d  [1-9]\.\d{4}", run.Output);
        Assert.DoesNotContain("Weights", plain.Output, StringComparison.Ordinal);
        Assert.NotEqual(AIModel.Load(_folder["artifacts/spam/v1"]).ContentHash, AIModel.Load(_folder["artifacts/spam/v2"]).ContentHash);
    }

    [Fact]
    public void A_thousand_labels_are_trained()
    {
        _folder.Write("many.csv", "label,text\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => $"l{i % 1000},word{i % 1000} here\n")));

        var run = Run("--data many.csv --model average --num-words 300 --max-length 5 --embedding-dim 4 --batch-size 500 --epochs 1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1000, AIModel.Load(_folder["artifacts/spam/v1"]).Labels.Count);
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
