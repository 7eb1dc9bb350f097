using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.SavedModels;
using Xunit.Abstractions;
using AnyModel = Spam.Keras.Models.Model;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>A written graph against the model that it was written of.</summary>
static class GraphComparison
{
    /// <summary>Runs the graph in a folder, and fails where an output is not what the model predicts.</summary>
    public static void Check(AnyModel model, string folder, IReadOnlyList<Tensor> inputs, ITestOutputHelper output)
    {
        var signature = Signature.Of(model);
        var places = model.Inputs.ToList();
        var predictions = model.Predict(inputs, batchSize: inputs[0].Shape[0]);

        var results = SavedModelGraph.Load(folder).Run(signature.Inputs.ToDictionary(input => input.Name, input => inputs[places.IndexOf(input.Place.Node)]));

        Assert.Equal(signature.Outputs.Select(tensor => tensor.Name), results.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, _, _, place) in signature.Outputs)
        {
            var expected = predictions[model.Outputs.ToList().IndexOf(place)];
            Assert.Equal(expected.Shape, results[name].Shape);
            Near.Equal(expected.Span, results[name].Span, tolerance: 1e-5, name);
            output.WriteLine($"{name} {expected.Shape}: largest difference {Largest(expected.Span, results[name].Span):g2}");
        }
    }

    static float Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var largest = 0f;
        for (var i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, float.IsNaN(expected[i]) ? 0 : Math.Abs(expected[i] - actual[i]));
        return largest;
    }
}
