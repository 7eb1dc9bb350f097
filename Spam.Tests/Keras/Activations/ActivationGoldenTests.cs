using System.Globalization;
using System.Text.RegularExpressions;
using Spam.Keras;
using Spam.Keras.Activations;

namespace Spam.Tests.Keras.Activations;

public partial class ActivationGoldenTests
{
    const int NumExtremes = 22;
    const string Index = "numerics/activations/cases.json";

    public static TheoryData<string> Cases => GoldenData.Names(Index);

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Values_and_slopes_are_Kerass(string name)
    {
        GoldenData.Case(Index, name);
        Deviations.Check("activations", name, () => Run(name));
    }

    static void Run(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var activation = Create(name);
        var (x, isByRows) = (arrays["x"], arrays.Has("dx"));
        var dy = isByRows ? arrays["dy"].Floats : [.. x.Floats.Select(_ => 1f)];
        var (y, dx) = (new float[dy.Length], new float[dy.Length]);

        activation.Forward(x.Floats, y, x.Shape[^1]);
        activation.Backward(x.Floats, y, dy, dx, x.Shape[^1]);

        EachNear(arrays["y"].Values, y, tolerance, x.Values, "y");
        EachNear(arrays[isByRows ? "dx" : "dydx"].Values, dx, tolerance, x.Values, "dx");
    }

    // The last points go up to 3e38, so that a tolerance by the largest number would let everything pass: each of those is held by its own size.
    static void EachNear(double[] expected, float[] actual, double tolerance, double[] x, string what)
    {
        var numGrid = expected.Length > NumExtremes + 1000 ? expected.Length - NumExtremes : expected.Length;
        Near.Equal(expected.AsSpan(0, numGrid), actual.AsSpan(0, numGrid), tolerance, what);
        for (var i = numGrid; i < expected.Length; i++)
            Near.Equal(expected.AsSpan(i, 1), actual.AsSpan(i, 1), tolerance, $"{what} at {x[i].ToString("g9", CultureInfo.InvariantCulture)}");
    }

    static Activation Create(string name)
    {
        var dialect = name.EndsWith("_k3", StringComparison.Ordinal) ? Dialect.Keras3 : Dialect.Keras2;
        name = name.Replace("_k3", "", StringComparison.Ordinal);
        float Option(string option) => float.Parse(OptionValue().Match(name, name.IndexOf(option, StringComparison.Ordinal)).Value, CultureInfo.InvariantCulture);
        return name switch
        {
            _ when name.StartsWith("elu_alpha", StringComparison.Ordinal) => new Elu(Option("alpha")),
            _ when name.StartsWith("relu_slope", StringComparison.Ordinal) => new Relu(Option("max"), Option("slope"), Option("threshold"), dialect),
            "gelu_approximate" => new Gelu(approximate: true, dialect),
            _ => Activation.Get(name, dialect),
        };
    }

    [GeneratedRegex(@"[0-9.]+")]
    private static partial Regex OptionValue();
}
