using System.Text.Json;
using Spam.Keras.Saving;
using Spam.Model;
using Spam.Tests.Model;

namespace Spam.Tests.Train.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public ExplainCommandTests() => TinyModel.Write(_folder["m"], TinyModel.Metadata("ham", "spam"), width: 2, withManifest: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_steps_are_printed_in_order()
    {
        var run = Run("Stranger, call NOW");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var titles = new[] { "tiny v3 reads a text", "Words: 3, of which 2 are read", "Row: 5 ids", "Layers", "Scores" };
        Assert.Equal(titles, run.Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != ' '));
        Assert.Contains("dropped: not known", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 x 0, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("lstm (LSTM)", run.Output, StringComparison.Ordinal);
        Assert.Contains("(1, 5, 3)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_JSON()
    {
        using var json = JsonDocument.Parse(Run("call now", "--json").Output);

        var root = json.RootElement;
        var prediction = AIModel.Load(_folder["m"]).Predict("call now");
        Assert.Equal(prediction.Top.Label, root.GetProperty("top").GetProperty("label").GetString());
        Assert.Equal(prediction.Scores["ham"], root.GetProperty("prediction").GetProperty("ham").GetSingle());
        Assert.Equal(["call", "now"], root.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.Equal(5, root.GetProperty("row").GetArrayLength());
        Assert.Equal([1, 4], root.GetProperty("layers")[3].GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
    }

    [Fact]
    public void A_graph_says_what_it_cannot_show()
    {
        var network = TinyModel.Write(_folder["g"], TinyModel.Metadata("ham", "spam"), width: 2);
        Directory.Delete(_folder["g/saved_model"], recursive: true);
        network.Export(_folder["g/saved_model"]);

        var text = CommandLineRun.Of(_folder.Path, ["explain", "call now", "--model", "g"]);
        var json = CommandLineRun.Of(_folder.Path, ["explain", "call now", "--model", "g", "--json"]);

        Assert.Contains("not shown  this SavedModel is a graph without layers", text.Output, StringComparison.Ordinal);
        using var root = JsonDocument.Parse(json.Output);
        Assert.Equal(JsonValueKind.Null, root.RootElement.GetProperty("layers").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u001b[2J")]
    public void Any_text_may_come_and_sends_no_codes_to_the_terminal(string text)
    {
        var run = Run(text);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    CommandLineRun Run(string text, params string[] options) => CommandLineRun.Of(_folder.Path, ["explain", text, "--model", "m", .. options]);
}
