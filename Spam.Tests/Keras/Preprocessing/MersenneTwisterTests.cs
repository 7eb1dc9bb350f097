using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class MersenneTwisterTests
{
    [Fact]
    public void The_ten_thousandth_draw_is_the_one_that_the_standard_library_of_C_plus_plus_demands()
    {
        var random = new MersenneTwister(5489);
        for (var i = 1; i < 10_000; i++)
            random.NextUInt32();

        Assert.Equal(4123659995, random.NextUInt32());
    }

    [Fact]
    public void A_highest_number_of_0_draws_nothing()
    {
        var random = new MersenneTwister(1);

        Assert.Equal(0u, random.NextBounded(0));
        Assert.Equal(new MersenneTwister(1).NextUInt32(), random.NextUInt32());
    }

    [Fact]
    public void A_count_below_0_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new MersenneTwister(1).Permutation(-1));
}
