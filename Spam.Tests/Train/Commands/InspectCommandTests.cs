using System.Text.Json;
using Spam.Keras.Saving;
using Spam.Tests.Model;

namespace Spam.Tests.Train.Commands;

public sealed class InspectCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public InspectCommandTests() => TinyModel.Write(_folder["tiny/v1"], TinyModel.Metadata("ham", "spam"), width: 2, withManifest: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_model_folder_each_part_is_told()
    {
        var run = Run("inspect tiny");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var part in (string[])
            ["lstm (LSTM)", "signature serving_default", "(None, 5)", "labels          ham, spam", "words       8", "checksum tiny_tokenizer.json", "OK: SHA-256", "v1: a model folder", "name    tiny v3"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WRONG", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void For_machines_it_is_one_JSON_object()
    {
        var run = Run("inspect tiny/v1 --json");

        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("model_folder", "tiny", "v3"), (Text(root, "format"), Text(root, "name"), Text(root, "version")));
        Assert.True(root.GetProperty("loads").GetBoolean());
        var parts = root.GetProperty("parts").EnumerateArray().ToDictionary(part => Text(part, "format"));
        Assert.Equal(["manifest", "metadata", "saved_model", "tokenizer"], parts.Keys.Order(StringComparer.Ordinal));
        var model = parts["saved_model"];
        Assert.Equal("2.15.0", Text(model.GetProperty("written_by"), "Keras"));
        Assert.Equal(["embedding", "spatial_dropout1d", "lstm", "dense"], model.GetProperty("model").GetProperty("layers").EnumerateArray().Select(layer => Text(layer, "name")));
        var input = model.GetProperty("signatures").GetProperty("serving_default").GetProperty("inputs").EnumerateObject().Single().Value;
        Assert.Equal(("float32", "[null,5]"), (Text(input, "type"), JsonSerializer.Serialize(input.GetProperty("shape"))));
        Assert.False(model.GetProperty("optimizer_state").GetBoolean());
        Assert.All(model.GetProperty("checksums").EnumerateArray(), check => Assert.True(check.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public void A_file_that_was_changed_is_told_with_what_it_breaks()
    {
        File.AppendAllText(_folder["tiny/v1/tiny_tokenizer.json"], " ");

        var run = Run("inspect tiny/v1");
        var manifest = Run("inspect tiny/v1/manifest.json --json");

        Assert.Equal((1, 1), (run.ExitCode, manifest.ExitCode));
        Assert.Matches("checksum tiny_tokenizer.json +WRONG: it has \\d+ bytes", run.Output);
        Assert.Matches("loads +NO: .*tiny_tokenizer.json has .* bytes and the SHA-256", run.Output);
        var checks = JsonDocument.Parse(manifest.Output).RootElement.GetProperty("checksums").EnumerateArray();
        Assert.Equal("tiny_tokenizer.json", Text(checks.Single(check => !check.GetProperty("ok").GetBoolean()), "of"));
    }

    [Theory]
    [InlineData("tiny/v1/tiny_tokenizer.json", "num words   12")]
    [InlineData("tiny/v1/tiny_metadata.json", "max seq length  5")]
    [InlineData("tiny/v1/manifest.json", "created")]
    [InlineData("model.json", "lstm (LSTM)")]
    [InlineData("tiny/v1/saved_model", "fingerprint.pb")]
    [InlineData("w.weights.h5", "yes, as weights for a model that has these layers")]
    [InlineData("w", "TensorFlow checkpoint")]
    [InlineData("exported", "yes, as a graph that predicts")]
    public void Every_form_is_told(string path, string part)
    {
        var model = KerasModel.Load(_folder["tiny/v1/saved_model"]);
        _folder.Write("model.json", model.ToJson());
        model.SaveWeights(_folder["w.weights.h5"]);
        model.SaveWeights(_folder["w"]);
        model.Export(_folder["exported"]);

        var run = Run($"inspect {path}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.json", "{\"a\": 1}", "is JSON of an unknown kind")]
    [InlineData("half.json", "{\"a\": ", "is no whole JSON")]
    [InlineData("text.txt", "text", "has none of the known forms")]
    public void What_is_nothing_known_is_refused(string name, string content, string reason)
    {
        _folder.Write(name, content);

        var run = Run($"inspect {name}");

        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("empty.h5", "", "is empty")]
    [InlineData("text.keras", "text", "cannot be read as a zip")]
    [InlineData("bad_metadata.json", "{\"label_legend\": {}}", "names 0 labels")]
    public void Of_what_does_not_load_it_is_said_why(string name, string content, string reason)
    {
        _folder.Write(name, content);

        var run = Run($"inspect {name}");

        Assert.Matches($"loads +NO: .*{reason}", run.Output);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_manifest_cannot_have_files_outside_of_its_folder_opened()
    {
        _folder.Write("secret", "mine");
        var path = _folder["tiny/v1/manifest.json"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("tiny_metadata.json", "../../secret", StringComparison.Ordinal));

        Assert.Matches("checksum ../../secret +WRONG: it lies outside of the folder", Run("inspect tiny/v1/manifest.json").Output);
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
