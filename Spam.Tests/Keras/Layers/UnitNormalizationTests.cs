using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class UnitNormalizationTests
{
    [Fact]
    public void An_axis_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new UnitNormalization(2).ComputeOutputShape(new Shape(Shape.Unknown, 4)));

        Assert.Equal("UnitNormalization 'unit_normalization' got axis 2, but its inputs have 2 axes: use 0 to 1, or -2 to -1 counted from the end.", error.Message);
    }

    [Fact]
    public void A_vector_of_zeros_stays_one()
    {
        var outputs = new UnitNormalization().Run(new(Pass.Inference, new Tensor([0, 0, 3, 4], new(2, 2))))[0];

        Near.Equal([0f, 0, .6f, .8f], outputs.Span, 1e-6);
    }
}
