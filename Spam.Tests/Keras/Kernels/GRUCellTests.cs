using Spam.Keras.Kernels;

namespace Spam.Tests.Keras.Kernels;

public class GRUCellTests
{
    [Theory, InlineData(1), InlineData(7), InlineData(16), InlineData(17), InlineData(40)]
    public void The_fused_step_is_the_plain_one(int length)
    {
        var (expected, actual) = (Numbers(length), Numbers(length));

        Reference.GRUForward(expected[0], expected[1], expected[2], expected[3], expected[4], expected[5]);
        GRUCell.Forward(actual[0], actual[1], actual[2], actual[3], actual[4], actual[5]);

        AssertNear(expected, actual);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(16), InlineData(17), InlineData(40)]
    public void The_fused_way_back_is_the_plain_one(int length)
    {
        var (expected, actual) = (Numbers(length), Numbers(length));

        Reference.GRUBackward(expected[0], expected[1], expected[2], expected[3], expected[4], expected[5]);
        GRUCell.Backward(actual[0], actual[1], actual[2], actual[3], actual[4], actual[5]);

        AssertNear(expected, actual);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(16), InlineData(17), InlineData(40)]
    public void A_units_bits_do_not_depend_on_its_place(int length)
    {
        var (whole, alone) = (Numbers(length), Numbers(length));

        GRUCell.Forward(whole[0], whole[1], whole[2], whole[3], whole[4], whole[5]);
        GRUCell.Backward(whole[0], whole[1], whole[2], whole[3], whole[4], whole[5]);
        for (var k = 0; k < length; k++)
        {
            GRUCell.Forward(One(0, k), One(1, k), One(2, k), One(3, k), One(4, k), One(5, k));
            GRUCell.Backward(One(0, k), One(1, k), One(2, k), One(3, k), One(4, k), One(5, k));
        }

        Assert.Equal(whole, alone);

        Span<float> One(int array, int k) => alone[array].AsSpan(k, 1);
    }

    [Fact]
    public void Blending_and_its_way_back_are_the_formula()
    {
        const int Length = 19;
        var numbers = Numbers(Length);
        var (z, g, before, gradient) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        var (output, ofZ, ofG, ofBefore) = (new float[Length], new float[Length], new float[Length], gradient.ToArray());

        GRUCell.Blend(z, g, before, output);
        GRUCell.BlendBackward(z, g, before, ofBefore, ofZ, ofG);

        for (var k = 0; k < Length; k++)
        {
            Assert.Equal((z[k] * before[k]) + ((1 - z[k]) * g[k]), output[k], 1e-5f);
            Assert.Equal(gradient[k] * (before[k] - g[k]), ofZ[k]);
            Assert.Equal(gradient[k] * (1 - z[k]), ofG[k]);
            Assert.Equal(gradient[k] * z[k], ofBefore[k]);
        }
    }

    static float[][] Numbers(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 8) - 4).ToArray())];
    }

    static void AssertNear(float[][] expected, float[][] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Near.Equal(expected[i], actual[i], 1e-6, $"array {i}");
    }
}
