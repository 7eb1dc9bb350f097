using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Initializers;

namespace Spam.Tests.Keras.Initializers;

public class InitializerGoldenTests
{
    const string Index = "numerics/initializers/cases.json";

    // The same names stand in the index for both Keras generations; the place tells them apart.
    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            if (!File.Exists(GoldenData.PathOf(Index)))
                return new() { { -1, "absent" } };
            var place = 0;
            foreach (var golden in GoldenData.Json(Index).EnumerateArray())
                cases.Add(place++, golden.GetProperty("name").GetString()!);
            return cases;
        }
    }

    [SkippableTheory, MemberData(nameof(Cases))]
    public void The_formula_and_the_statistics_are_Kerass(int place, string name)
    {
        var golden = GoldenData.Json(Index)[place];
        Assert.Equal(name, golden.GetProperty("name").GetString());
        var initializer = Create(golden.GetProperty("class_name").GetString()!, golden.GetProperty("config"));
        var tensor = new Tensor(new Shape([.. golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));

        initializer.Fill(tensor, new Random(7));

        if (golden.TryGetProperty("formula", out var formula))
            CheckFormula(formula, (VarianceScaling)initializer, tensor.Shape);
        CheckStatistics(golden, tensor);
        if (golden.TryGetProperty("orthogonality_error", out _))
            CheckAngles(golden, tensor, golden.GetProperty("config").TryGetProperty("gain", out var gain) ? gain.GetDouble() : 1);
    }

    static void CheckFormula(JsonElement formula, VarianceScaling initializer, Shape shape)
    {
        Assert.Equal((formula.GetProperty("fan_in").GetInt32(), formula.GetProperty("fan_out").GetInt32()), VarianceScaling.Fans(shape));
        Assert.Equal(formula.GetProperty("variance").GetDouble(), initializer.Variance(shape), 1e-9);
        Assert.Equal(formula.GetProperty("distribution").GetString(), initializer.Distribution switch
        {
            Distribution.Uniform => "uniform",
            Distribution.TruncatedNormal => "truncated_normal",
            _ => "untruncated_normal",
        });
    }

    static void CheckStatistics(JsonElement golden, Tensor tensor)
    {
        var values = tensor.Span.ToArray().Select(value => (double)value).ToArray();
        var (mean, measured) = (values.Average(), golden.GetProperty("measured"));
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var (wantedMean, wantedDeviation) = (measured.GetProperty("mean").GetDouble(), measured.GetProperty("std").GetDouble());
        var (lowest, highest) = (measured.GetProperty("min").GetDouble(), measured.GetProperty("max").GetDouble());

        // Two samples of n numbers: their means differ by less than 6 deviations of such a difference, their deviations by less than 3 %.
        var slack = 6 * wantedDeviation * Math.Sqrt(2.0 / values.Length);
        Assert.InRange(mean, wantedMean - slack - 1e-7, wantedMean + slack + 1e-7);
        Assert.InRange(deviation, wantedDeviation * .97 - 1e-7, wantedDeviation * 1.03 + 1e-7);

        // What has bounds comes near to both and goes over neither; a normal distribution's ends are left to chance.
        var hasBounds = highest - lowest < 5 * wantedDeviation;
        var edge = (highest - lowest) * (hasBounds ? .002 : .3);
        Assert.InRange(values.Min(), lowest - edge, lowest + edge);
        Assert.InRange(values.Max(), highest - edge, highest + edge);
    }

    static void CheckAngles(JsonElement golden, Tensor tensor, double gain)
    {
        var (rows, columns) = (tensor.NumRows, tensor.Shape[^1]);
        var isByRows = golden.TryGetProperty("orthonormal", out var which) && which.GetString() == "rows";
        var (count, length) = isByRows ? (rows, columns) : (columns, rows);
        var vectors = Enumerable.Range(0, count)
            .Select(vector => Enumerable.Range(0, length).Select(k => (double)(isByRows ? tensor.Row(vector)[k] : tensor.Row(k)[vector])).ToArray()).ToArray();
        var worst = 0.0;
        for (var a = 0; a < count; a++)
        {
            for (var b = a; b < count; b++)
            {
                var product = 0.0;
                for (var k = 0; k < length; k++)
                    product += vectors[a][k] * vectors[b][k];
                product /= gain * gain;
                worst = Math.Max(worst, Math.Abs(product - (a == b ? 1 : 0)));
            }
        }

        Assert.InRange(worst, 0, Math.Max(golden.GetProperty("orthogonality_error").GetDouble(), 1e-7));
    }

    static Initializer Create(string className, JsonElement config)
    {
        float Number(string option, float usual) => config.TryGetProperty(option, out var value) ? value.GetSingle() : usual;
        string Text(string option, string usual) => config.TryGetProperty(option, out var value) ? value.GetString()! : usual;
        return className switch
        {
            "Constant" => new Constant(Number("value", 0)),
            "Identity" => new Identity(Number("gain", 1)),
            "Orthogonal" => new Orthogonal(Number("gain", 1)),
            "RandomUniform" => new RandomUniform(Number("minval", -.05f), Number("maxval", .05f)),
            "RandomNormal" => new RandomNormal(Number("mean", 0), Number("stddev", .05f)),
            "TruncatedNormal" => new TruncatedNormal(Number("mean", 0), Number("stddev", .05f)),
            "VarianceScaling" => new VarianceScaling(
                Number("scale", 1),
                Text("mode", "fan_in") switch { "fan_in" => FanMode.In, "fan_out" => FanMode.Out, _ => FanMode.Average },
                Text("distribution", "truncated_normal") switch
                {
                    "uniform" => Distribution.Uniform,
                    "truncated_normal" => Distribution.TruncatedNormal,
                    _ => Distribution.UntruncatedNormal,
                }),
            _ => Initializer.Get(className),
        };
    }
}
