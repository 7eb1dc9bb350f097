using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class AdditiveAttentionTests
{
    [Fact]
    public void An_unknown_number_of_features_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new AdditiveAttention().Build(new Random(1), new Shape(3, 5, Shape.Unknown), new Shape(3, 5, Shape.Unknown)));

        Assert.Equal("AdditiveAttention 'additive_attention' got inputs of shapes (3, 5, None) and (3, 5, None); expected a known number of features.", error.Message);
    }
}
