using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;

namespace Spam.Tests.Train.Networks;

/// <summary>Networks that Keras 2.15 and Keras 3 wrote as JSON are trained where they fit the data, and refused in words where they do not.</summary>
public sealed class JsonKindGoldenTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public JsonKindGoldenTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("bigru", 2, "--num-words 280 --max-length 7", "bidirectional")]
    [InlineData("bigru", 3, "--num-words 280 --max-length 7", "bidirectional")]
    [InlineData("workshop", 2, "--num-words 280 --max-length 300", "LSTM")]
    [InlineData("workshop", 3, "--num-words 280 --max-length 300", "LSTM")]
    public void A_network_that_fits_is_trained_and_answers(string network, int keras, string options, string layer)
    {
        Copy(network, keras);

        var run = Run($"--data data.csv --model network.json --epochs 1 --learning-rate 0.01 {options}");
        var again = Run($"--config {_folder["artifacts/spam/v1/run.json"]} --version v2");
        var predict = Run("predict --model artifacts/spam/v1 free");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(layer, run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(AIModel.Load(_folder["artifacts/spam/v1"]).ContentHash, AIModel.Load(_folder["artifacts/spam/v2"]).ContentHash);
        Assert.Matches(@"^(ham|spam)  0\.\d{4}  free", predict.Output);
    }

    [SkippableTheory]
    [InlineData("workshop", 2, "", "network.json reads 300 words of a text, but max-length is 100. Add --max-length 300.")]
    [InlineData("workshop", 3, "--max-length 300", "has an Embedding of 280 words, but num-words is 2000. Add --num-words 280, or give the layer input_dim 2000.")]
    [InlineData("cnn", 2, "--max-length 20 --num-words 280", "gives 3 numbers for a text, but the data has 2 labels. End it with a Dense of 2.")]
    [InlineData("cnn", 3, "--max-length 20 --num-words 280", "gives 3 numbers for a text, but the data has 2 labels. End it with a Dense of 2.")]
    [InlineData("norm", 3, "--max-length 7", "has no Embedding that reads its input")]
    [InlineData("stacked", 2, "", "reads inputs of shape (None, 10, 4); word ids come as (texts, words).")]
    [InlineData("two_inputs", 3, "", "has 2 inputs and 2 outputs;")]
    [InlineData("bigru", 2, "--num-words 280 --multi-label", "gives 1 number for a text, but the data has 2 labels.")]
    [InlineData("workshop", 2, "--num-words 280 --max-length 300 --multi-label", "ends in softmax; several labels a text wants sigmoid. End it with a Dense whose activation is sigmoid.")]
    public void A_network_that_does_not_fit_is_refused_before_training(string network, int keras, string options, string message)
    {
        Copy(network, keras);

        var run = Run($"--data data.csv --model network.json {options}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["artifacts"]));
    }

    void Copy(string network, int keras) => File.Copy(GoldenData.Require($"numerics/configs/{network}.keras{keras}.to_json.json"), _folder["network.json"]);

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
