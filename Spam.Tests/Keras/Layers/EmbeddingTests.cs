using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class EmbeddingTests
{
    [Fact]
    public void A_word_seen_twice_collects_both_gradients_but_is_measured_row_by_row()
    {
        var layer = new Embedding(inputDim: 3, outputDim: 2);
        layer.Embeddings.Build(new(3, 2), new(0));
        var call = new Call(new() { KeepsState = true }, new Tensor([1, 0, 1], new(1, 3)));

        layer.Backward(new([1, 2, 0, 0, 3, 4], new(1, 3, 2)), call);

        Near.Equal([0, 0, 4, 6, 0, 0], layer.Embeddings.Gradient.Span, tolerance: 0);
        Assert.Equal(1 + 4 + 9 + 16, layer.Embeddings.SquaresOfRows);
        layer.Embeddings.ClearGradient();
        Assert.Null(layer.Embeddings.SquaresOfRows);
    }
}
