using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class GaussianNoiseTests
{
    [Fact]
    public void A_negative_deviation_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new GaussianNoise(-1));

        Assert.Equal("GaussianNoise got stddev -1; it is a standard deviation, 0 or above.", error.Message);
    }

    [Fact]
    public void Training_adds_noise_of_the_deviation()
    {
        var pass = new Pass { Training = true, Random = new Random(1) };

        var noise = new GaussianNoise(.5f).Run(new(pass, new Tensor(100, 1000)))[0].Span.ToArray();

        Assert.Equal(0, noise.Average(), 5e-3);
        Assert.Equal(.25, noise.Average(value => value * value), 5e-3);
    }
}
