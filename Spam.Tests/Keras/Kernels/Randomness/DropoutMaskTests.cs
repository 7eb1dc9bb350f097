using Spam.Keras.Kernels.Randomness;

namespace Spam.Tests.Keras.Kernels.Randomness;

public class DropoutMaskTests
{
    [Theory, InlineData(0.1f), InlineData(0.3f), InlineData(0.5f), InlineData(0.9f)]
    public void A_million_draws_drop_the_rate(float rate)
    {
        const int Draws = 1_000_000;
        var mask = new float[Draws];

        DropoutMask.Draw(new Random(1), rate, mask);

        var dropped = mask.Count(factor => factor == 0);
        var standardError = Math.Sqrt(Draws * (double)rate * (1 - rate));
        Assert.InRange(dropped, (Draws * (double)rate) - (4 * standardError), (Draws * (double)rate) + (4 * standardError));
        Assert.All(mask.Where(factor => factor != 0).Distinct(), factor => Assert.Equal(1 / (1 - rate), factor));
    }

    [Fact]
    public void Equal_seeds_draw_equal_masks_and_others_do_not()
    {
        var (first, again, other) = (new float[1003], new float[1003], new float[1003]);

        DropoutMask.Draw(new Random(7), 0.5f, first);
        DropoutMask.Draw(new Random(7), 0.5f, again);
        DropoutMask.Draw(new Random(8), 0.5f, other);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Neighbouring_draws_are_independent()
    {
        const int Draws = 1_000_000;
        var mask = new float[Draws];

        DropoutMask.Draw(new Random(2), 0.5f, mask);

        foreach (var distance in (int[])[1, 16, 64])
        {
            var both = Enumerable.Range(0, Draws - distance).Count(i => mask[i] == 0 && mask[i + distance] == 0);
            Assert.InRange(both, (Draws / 4.0) - 2000, (Draws / 4.0) + 2000); // 4 standard errors are 1,732
        }
    }
}
