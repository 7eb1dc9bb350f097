using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Regularizers;

public class RegularizerGoldenTests
{
    const string Index = "numerics/layers/cases.json";

    public static TheoryData<string> Cases => GoldenData.Names(Index, IsOfWeights);

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Penalties_and_gradients_of_weights_are_Kerass(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var penalty = 0f;

        foreach (var (option, settings) in Regularizers(golden))
        {
            var weight = option.Replace("_regularizer", "", StringComparison.Ordinal) switch { "recurrent" => "recurrent_kernel", var other => other };
            var regularizer = Create(settings);
            var value = arrays[$"w/{weight}"].Tensor;
            var gradient = new Tensor(value.Shape);
            penalty += regularizer.Penalty(value);
            regularizer.AddGradient(value, gradient);

            if (!HasActivity(golden)) // an activity's gradient reaches the weights too
                Near.Equal(arrays[$"dw_reg/{weight}"], gradient, tolerance, weight);
        }

        if (!HasActivity(golden))
            Near.Equal(arrays["added_loss"].Values, [penalty], tolerance, "penalty");
    }

    static bool HasActivity(JsonElement golden)
        => golden.GetProperty("config").TryGetProperty("activity_regularizer", out var activity) && activity.ValueKind == JsonValueKind.Object;

    static bool IsOfWeights(JsonElement golden) => !HasActivity(golden) && Regularizers(golden).Any();

    static IEnumerable<(string Option, JsonElement Settings)> Regularizers(JsonElement golden)
        => golden.GetProperty("config").EnumerateObject()
            .Where(option => option.Name.EndsWith("_regularizer", StringComparison.Ordinal) && option.Value.ValueKind == JsonValueKind.Object)
            .Select(option => (option.Name, option.Value));

    static Regularizer Create(JsonElement settings)
    {
        float Number(string option) => settings.GetProperty("config").TryGetProperty(option, out var value) ? value.GetSingle() : 0;
        return settings.GetProperty("class_name").GetString() switch
        {
            "L1" => new L1(Number("l1")),
            "L2" => new L2(Number("l2")),
            "L1L2" => new L1L2(Number("l1"), Number("l2")),
            "OrthogonalRegularizer" => new OrthogonalRegularizer(
                Number("factor"), settings.GetProperty("config").GetProperty("mode").GetString() == "rows" ? OrthogonalMode.Rows : OrthogonalMode.Columns),
            var other => throw new NotSupportedException(other),
        };
    }
}
