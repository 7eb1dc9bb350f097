using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class LayerNormalizationTests
{
    [Fact]
    public void Axes_out_of_order_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new LayerNormalization([2, 1]).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("LayerNormalization 'layer_normalization' got the axes 2, 1; give each once, in rising order.", error.Message);
    }

    [Fact]
    public void An_unknown_size_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new LayerNormalization([1]).Build(new Random(1), new Shape(Shape.Unknown, Shape.Unknown, 4)));

        Assert.Equal("LayerNormalization 'layer_normalization' got inputs of shape (None, None, 4); expected known sizes of the axes that it normalizes along: 1.", error.Message);
    }

    [Fact]
    public void Inputs_of_other_sizes_than_built_for_are_refused()
    {
        var layer = new LayerNormalization();
        layer.Build(new Random(1), new Shape(Shape.Unknown, 4));

        var error = Assert.Throws<KerasException>(() => layer.Run(new(Pass.Inference, new Tensor(1, 3))));

        Assert.Equal("LayerNormalization 'layer_normalization' got inputs of shape (1, 3); expected sizes (4,) of the axes -1, as it was built.", error.Message);
    }
}
