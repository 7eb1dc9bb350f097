using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Optimizers;

public class OptimizerGoldenTests
{
    const string Index = "numerics/optimizers/cases.json";

    public static TheoryData<string> Cases => GoldenData.Names(Index);

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Weights_and_slots_are_Kerass_after_every_step(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");

        Deviations.Check("optimizers", name, () => Replay(golden, arrays));
    }

    static void Replay(JsonElement golden, Npz arrays)
    {
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var optimizer = OptimizerConfig.Create(golden);
        var embedding = golden.GetProperty("sparse").GetBoolean() ? TableFor(arrays["v0/embeddings"]) : null;
        var parameters = embedding?.Parameters ?? [.. WeightNames(arrays).Select(name => new Parameter(name, new Zeros()))];
        foreach (var parameter in parameters)
            Start(parameter, arrays[$"v0/{parameter.Name}"]);

        for (var step = 0; step < golden.GetProperty("steps").GetInt32(); step++)
        {
            foreach (var parameter in parameters)
                FillGradient(parameter, embedding, arrays, step);
            if (arrays.Has("learning_rates"))
                Near.Equal([arrays["learning_rates"].Values[step]], [optimizer.LearningRate], 1e-6, $"learning rate of step {step}");

            optimizer.Apply(parameters);

            foreach (var parameter in parameters)
                Near.Equal(arrays[$"v{step + 1}/{parameter.Name}"], parameter.Value, tolerance, $"{parameter.Name} after step {step}");
            var slots = optimizer.Variables(parameters).ToDictionary(slot => $"{slot.Name}/{slot.Parameter.Name}", slot => slot.Value);
            foreach (var slot in golden.GetProperty("slots").EnumerateArray().Select(slot => slot.GetString()!))
                Near.Equal(arrays[$"slot{step + 1}/{slot}"], slots[slot], tolerance, $"{slot} after step {step}");
        }
    }

    static IEnumerable<string> WeightNames(Npz arrays)
        => arrays.Names.Where(array => array.StartsWith("v0/", StringComparison.Ordinal)).Select(array => array["v0/".Length..]);

    static Embedding TableFor(NpyArray start) => new(start.Shape[0], start.Shape[1]);

    static void Start(Parameter parameter, NpyArray start)
    {
        parameter.Build(new Shape(start.Shape), new Random(0));
        parameter.Assign(start.Floats);
    }

    static void FillGradient(Parameter parameter, Embedding? embedding, Npz arrays, int step)
    {
        parameter.ClearGradient();
        if (arrays.Has($"g{step}/{parameter.Name}"))
        {
            arrays[$"g{step}/{parameter.Name}"].Floats.CopyTo(parameter.Gradient.Span);
            return;
        }

        // Rows of a table come the way they come in training.
        var (indices, values) = (arrays[$"indices{step}"].Tensor, arrays[$"values{step}"].Tensor);
        embedding!.Backward( // only a table's gradient comes by rows
            values.Reshape(1, values.Shape[0], values.Shape[1]), new(new() { KeepsState = true }, indices.Reshape(1, indices.Length)));
    }
}
