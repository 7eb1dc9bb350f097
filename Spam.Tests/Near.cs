using System.Globalization;
using Spam.Keras;

namespace Spam.Tests;

/// <summary>Comparisons of arrays of numbers, with the place and size of the worst difference in the message.</summary>
static class Near
{
    /// <summary>Each |expected - actual| is at most tolerance * max(1, largest |expected|); NaN and infinity only where expected.</summary>
    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what = "values")
    {
        var scale = 1.0;
        foreach (var value in expected)
            scale = double.IsFinite(value) ? Math.Max(scale, Math.Abs(value)) : scale;
        Within(expected, actual, tolerance * scale, what);
    }

    /// <summary>Each |expected - actual| is at most tolerance * largest |expected|: for gradients, whose size says nothing of itself.</summary>
    public static void EqualToLargest(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what = "values")
    {
        var largest = 0.0;
        foreach (var value in expected)
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        Within(expected, actual, tolerance * largest, what);
    }

    public static void Equal(NpyArray expected, Tensor actual, double tolerance, string what = "values")
    {
        Assert.True(expected.Shape.AsSpan().SequenceEqual(actual.Shape.Sizes), $"{what}: expected shape {new Shape(expected.Shape)}, got {actual.Shape}");
        Equal(expected.Values, actual.Span, tolerance, what);
    }

    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what = "values")
    {
        var wide = new double[expected.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = expected[i];
        Equal(wide, actual, tolerance, what);
    }

    static void Within(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double allowed, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}");
        var worst = -1;
        var worstDifference = allowed;
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i]) != float.IsFinite(actual[i]) || (!double.IsFinite(expected[i]) && !((float)expected[i]).Equals(actual[i])))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: expected {expected[i]}, got {actual[i]}"));
            var difference = Math.Abs(expected[i] - actual[i]);
            if (double.IsFinite(expected[i]) && difference > worstDifference)
                (worst, worstDifference) = (i, difference);
        }

        Assert.True(worst < 0, worst < 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{what}[{worst}]: expected {expected[worst]}, got {actual[worst]}; the difference {worstDifference:g3} is above {allowed:g3}"));
    }
}
