using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Train.Kinds;

namespace Spam.Tests.Train.Kinds;

public class BagOfWordsKindTests
{
    [Fact]
    public void It_is_a_dense_layer_on_counts()
    {
        var kind = new BagOfWordsKind();
        var model = kind.Build(kind.Defaults with { NumWords = 5, MaxLength = 6, Units = 3 }, numLabels: 2).Model;
        var table = model.Layers.OfType<Embedding>().Single().Embeddings.Value;
        var output = model.Layers.OfType<Dense>().Single();
        float[] counts = [0, 2, 0, 1, 1]; // of the ids 1, 3, 1, 4 behind two of padding

        var inputs = new Tensor(1, 6);
        new[] { 0f, 0, 1, 3, 1, 4 }.CopyTo(inputs.Span);
        var scores = model.Predict(inputs).Row(0);

        var hidden = new float[3];
        for (var word = 1; word < 5; word++)
        {
            for (var i = 0; i < 3; i++)
                hidden[i] += counts[word] * table.Row(word)[i];
        }

        var kernel = output.Parameters[0].Value;
        var logits = Enumerable.Range(0, 2).Select(label => Enumerable.Range(0, 3).Sum(i => MathF.Max(0, hidden[i]) * kernel.Row(i)[label])).ToArray();
        var expected = 1 / (1 + MathF.Exp(logits[1] - logits[0]));
        Assert.Equal(expected, scores[0], tolerance: 1e-6);
    }
}
