using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Tests.Keras.Saving.SavedModels;
using Xunit.Abstractions;

namespace Spam.Tests.Keras.Saving;

/// <summary>Every golden SavedModel, run as a graph, gives what TensorFlow gave.</summary>
public class SavedModelGraphGoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Folders => GoldenFolders.All;

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_graph_computes_what_TensorFlow_computed(string folder)
    {
        var graph = SavedModelGraph.Load(GoldenFolders.Require(folder));
        var golden = GoldenFolders.Read(folder);

        var outputs = graph.Run(Inputs(graph, golden, count: null));

        var i = 0;
        foreach (var (name, actual) in outputs)
        {
            var expected = golden[$"y{i++}"];
            output.WriteLine($"{folder} {name}: largest difference {expected.Values.Zip(actual.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max():g2}");
            Near.Equal(expected, actual, tolerance: 1e-6, name);
        }

        Assert.Equal(golden.Names.Count(name => name[0] == 'y'), i);
    }

    static Dictionary<string, Tensor> Inputs(SavedModelGraph graph, Npz golden, int? count)
    {
        var inputs = graph.Signatures["serving_default"].Inputs.Keys.Select((name, i) => (name, golden[$"x{i}"].Tensor));
        return inputs.ToDictionary(input => input.name, input => count is { } few ? input.Tensor.Samples(0, few) : input.Tensor);
    }
}
