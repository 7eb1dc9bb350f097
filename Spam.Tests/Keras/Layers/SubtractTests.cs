using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class SubtractTests
{
    [Fact]
    public void A_third_input_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Subtract().ComputeOutputShape(new Shape(3, 4), new Shape(3, 4), new Shape(3, 4)));

        Assert.Equal("Subtract 'subtract' got inputs of shapes (3, 4) and (3, 4) and (3, 4); expected two inputs.", error.Message);
    }
}
