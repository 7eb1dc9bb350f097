using Spam.Keras.Kernels;

namespace Spam.Tests.Keras.Kernels;

public class VectorOpsTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(16), InlineData(37)]
    public void Each_kernel_has_the_bits_of_its_plain_loop(int count)
    {
        var random = new Random(count);
        var (x, y) = (Numbers(random, count), Numbers(random, count));
        var (scaled, plain) = ((float[])y.Clone(), (float[])y.Clone());
        var (sum, product, added) = ((float[])y.Clone(), new float[count], (float[])y.Clone());

        VectorOps.AddScaled(0.3f, x, scaled);
        Reference.AddScaled(0.3f, x, plain);
        VectorOps.Add(x, sum);
        VectorOps.Multiply(x, y, product);
        VectorOps.AddProduct(x, y, added);

        Assert.Equal(plain, scaled);
        Assert.Equal(x.Zip(y, (a, b) => a + b), sum);
        Assert.Equal(x.Zip(y, (a, b) => a * b), product);
        Assert.Equal(x.Zip(y, (a, b) => MathF.FusedMultiplyAdd(a, b, b)), added);
        Assert.Equal(x.Sum(value => (double)value * value), VectorOps.SumOfSquares(x), 1e-6);
    }

    [Fact]
    public void Spans_of_two_lengths_are_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => VectorOps.Add(new float[2], new float[3]));

    static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
            number = random.NextSingle() - 0.5f;
        return numbers;
    }
}
