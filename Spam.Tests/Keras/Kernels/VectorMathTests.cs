using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Tests.Keras.Kernels;

public class VectorMathTests
{
    [Fact]
    public void Each_function_is_as_near_as_it_says()
    {
        // Twins: the platform's functions in double.
        var random = new Random(1);
        for (var time = 0; time < 100_000; time++)
        {
            var x = (float)((random.NextDouble() * 2 - 1) * Math.Pow(10, random.NextDouble() * 9 - 7)) % 87;
            var (vector, size) = (Vector512.Create(x), Vector512.Create(Math.Abs(x)));

            WithinUnits(Math.Exp(x), VectorMath.Exp(vector), 1.5, x);
            WithinUnits(Math.Log(Math.Abs(x)), VectorMath.Log(size), 2, x);
            WithinShare(1 / (1 + Math.Exp(-(double)x)), VectorMath.Sigmoid(vector), 3e-7, x);
            WithinShare(Math.Tanh(x), VectorMath.Tanh(vector), 4e-7, x);
            WithinShare(Math.Tanh(x), VectorMath.NewerTanh(vector), 5e-7, x);
            WithinShare(LogOnePlus(Math.Abs(x)), VectorMath.LogOnePlus(size), 5e-7, x);
        }
    }

    [Fact]
    public void The_error_functions_complement_is_near_its_definition()
    {
        // In Python: [math.erfc(x) for x in (-3, -1.5, -0.75, 0, 0.25, 1, 1.25, 1.875, 2.5, 4, 6)]
        float[] x = [-3, -1.5f, -.75f, 0, .25f, 1, 1.25f, 1.875f, 2.5f, 4, 6];
        double[] expected =
        [
            1.9999779095030015, 1.9661051464753108, 1.7111556336535152, 1.0, 0.7236736098317631, 0.15729920705028513,
            0.07709987174354177, 0.008009942329880029, 0.0004069520174449589, 1.541725790028002e-08, 2.1519736712498916e-17,
        ];

        for (var i = 0; i < x.Length; i++)
            WithinShare(expected[i], VectorMath.ErfComplement(Vector512.Create(x[i])), 1e-6, x[i]);
    }

    [Theory]
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 1, 1)]
    [InlineData(float.NegativeInfinity, 0, 0, -1)]
    [InlineData(200, float.PositiveInfinity, 1, 1)]
    [InlineData(-200, 0, 0, -1)]
    [InlineData(0, 1, .5, 0)]
    public void Ends_are_reached_and_nothing_is_lost(float x, float exp, float sigmoid, float tanh)
    {
        Assert.Equal(exp, VectorMath.Exp(Vector512.Create(x))[0]);
        Assert.Equal(sigmoid, VectorMath.Sigmoid(Vector512.Create(x))[0], tolerance: 1e-37f);
        Assert.Equal(tanh, VectorMath.Tanh(Vector512.Create(x))[0]);
    }

    [Fact]
    public void The_logarithm_has_its_ends_too()
    {
        Assert.Equal(float.NegativeInfinity, VectorMath.Log(Vector512.Create(0f))[0]);
        Assert.Equal(float.PositiveInfinity, VectorMath.Log(Vector512.Create(float.PositiveInfinity))[0]);
        Assert.Equal(float.NaN, VectorMath.Log(Vector512.Create(-1f))[0]);
        WithinUnits(Math.Log(1e-40f), VectorMath.Log(Vector512.Create(1e-40f)), 2, 1e-40f);
    }

    [Fact]
    public void A_numbers_place_in_the_span_does_not_matter()
    {
        var x = Enumerable.Range(0, 37).Select(i => i * .37f - 6).ToArray();
        var whole = new float[x.Length];
        VectorMath.Tanh(x, whole);

        for (var start = 0; start < x.Length; start++)
        {
            var part = new float[x.Length - start];
            VectorMath.Tanh(x.AsSpan(start), part);

            Assert.Equal(whole[start..], part);
        }
    }

    static double LogOnePlus(double x) => x < 1e-4 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x);

    static void WithinUnits(double expected, Vector512<float> actual, double units, float x)
    {
        var size = MathF.Abs((float)expected);
        var unit = Math.Max(MathF.BitIncrement(size) - (double)size, float.Epsilon);
        Assert.True(Math.Abs(actual[0] - expected) <= units * unit, $"at {x}: expected {expected}, got {actual[0]}");
    }

    static void WithinShare(double expected, Vector512<float> actual, double share, float x)
        => Assert.True(Math.Abs(actual[0] - expected) <= share * Math.Abs(expected) + float.Epsilon, $"at {x}: expected {expected}, got {actual[0]}");
}
