using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;

namespace Spam.Tests.Train.Networks;

public sealed class JsonKindTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public JsonKindTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_named_with_the_kinds()
        => Refused("none.json", "none.json does not exist. --model takes the JSON that Keras's to_json() gives, or a kind: lstm, bilstm, gru,");

    [Fact]
    public void A_file_that_is_no_network_is_refused()
    {
        _folder.Write("a.json", "{\"class_name\": \"Orchestra\", \"config\": {}}");
        _folder.Write("b.json", "{");

        Refused("a.json", "describes no network that can be built: the JSON describes a model of the class");
        Refused("b.json", "describes no network that can be built: the JSON cannot be read as JSON");
    }

    [Fact]
    public void A_network_inside_a_network_may_have_the_words()
    {
        var inner = new Sequential([new Embedding(20, 4, inputLength: 6), new GlobalAveragePooling1D()]);
        var words = KerasTensor.Input([6]);
        _folder.Write("a.json", new Functional(words, new Dense(2, "softmax").Call(inner.Call(words))).ToJson());

        var run = Run("a.json", "--epochs 1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("sigmoid", "ends in sigmoid; one label a text wants softmax. End it with a Dense whose activation is softmax, or add --multi-label if a text may have several labels.")]
    [InlineData("linear", "ends in linear; one label a text wants softmax.")]
    public void The_last_activation_has_to_fit(string activation, string message)
    {
        _folder.Write("a.json", new Sequential([new Embedding(20, 4, inputLength: 6), new GlobalAveragePooling1D(), new Dense(2, activation)]).ToJson());

        Refused("a.json", message);
    }

    [Fact]
    public void A_network_has_no_options_beside_its_file()
    {
        _folder.Write("a.json", new Sequential([new Embedding(20, 4, inputLength: 6), new Flatten(), new Dense(2, "softmax")]).ToJson());

        Refused("a.json", "has no units. What its network is like stands in the file; leave the setting out.", "--units 3");
    }

    void Refused(string file, string message, string options = "")
    {
        var run = Run(file, options);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", run.Output, StringComparison.Ordinal);
    }

    CommandLineRun Run(string file, string options) => CommandLineRun.Of(_folder.Path, $"--data data.csv --model {file} --num-words 20 --max-length 6 {options}");
}
