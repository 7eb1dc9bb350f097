using Spam.Keras.Kernels.Randomness;

namespace Spam.Tests.Keras.Kernels.Randomness;

public class DropoutBitsTests
{
    [Theory, InlineData(1), InlineData(15), InlineData(16), InlineData(37), InlineData(196)]
    public void A_row_is_multiplied_by_what_its_bits_say(int width)
    {
        const float Kept = 1.25f;
        var random = new Random(width);
        var words = new ushort[DropoutBits.WordsOf(width)];
        DropoutBits.Draw(random, 0.4f, words);
        var (x, sums) = (Numbers(random, width), Numbers(random, width));
        var factors = Enumerable.Range(0, width).Select(i => (words[i / 16] & (1 << (i % 16))) == 0 ? 0 : Kept).ToArray();
        var expectedSums = sums.Select((sum, i) => sum + (x[i] * factors[i])).ToArray();

        var product = new float[width];
        DropoutBits.Multiply(words, Kept, x, product);
        DropoutBits.AddProduct(words, Kept, x, sums);

        Assert.Equal(x.Select((number, i) => factors[i] == 0 ? 0 : number * factors[i]), product);
        Assert.Equal(expectedSums, sums);
    }

    [Theory, InlineData(0.1f), InlineData(0.5f), InlineData(0.9f)]
    public void A_million_draws_drop_the_rate(float rate)
    {
        const int Words = 62_500, Draws = Words * 16;
        var words = new ushort[Words];

        DropoutBits.Draw(new Random(1), rate, words);

        var dropped = Draws - words.Sum(word => (double)ushort.PopCount(word));
        Assert.InRange(Math.Abs(dropped - (Draws * (double)rate)), 0, 4 * Math.Sqrt(Draws * (double)rate * (1 - rate)));
    }

    [Fact]
    public void The_bits_are_those_of_the_factors_from_the_same_seed()
    {
        var words = new ushort[10];
        var factors = new float[160];

        DropoutBits.Draw(new Random(5), 0.3f, words);
        DropoutMask.Draw(new Random(5), 0.3f, factors);

        Assert.Equal(factors.Select(factor => factor != 0), Enumerable.Range(0, 160).Select(i => (words[i / 16] & (1 << (i % 16))) != 0));
    }

    static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
