using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Tests.Keras.Kernels;

public class VectorPowerTests
{
    [Fact]
    public void A_cube_is_within_three_units_in_the_last_place()
    {
        for (var x = 1e-11f; x < 1e12f; x *= 1.0137f)
        {
            var exact = Math.Pow(x, 3);
            Assert.InRange(Cube(x) - exact, -3 * Unit(exact), 3 * Unit(exact));
            Assert.Equal(-Cube(x), Cube(-x));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-2, -8)]
    [InlineData(1e13f, float.PositiveInfinity)]
    [InlineData(-3e38f, float.NegativeInfinity)]
    [InlineData(1e-20f, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void What_is_not_usual_is_cubed_too(float x, float cube) => Assert.Equal(cube, Cube(x));

    static double Unit(double number) => MathF.BitIncrement((float)number) - (double)(float)number;

    static float Cube(float x) => VectorPower.Cube(Vector512.Create(x))[7];
}
