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
    public void Every_signature_computes_what_TensorFlow_computed(string folder)
    {
        var graph = SavedModelGraph.Load(GoldenFolders.Require(folder));
        var arrays = GoldenFolders.Read(folder);
        var expected = GoldenFolders.Outputs(arrays);

        foreach (var name in graph.Signatures.Keys)
        {
            var outputs = graph.Run(Named(graph, name, GoldenFolders.Inputs(arrays)), name);

            Assert.Equal(expected.Count, outputs.Count);
            foreach (var (golden, (outputName, actual)) in expected.Zip(outputs))
            {
                output.WriteLine($"{folder} {name} {outputName}: largest difference {golden.Values.Zip(actual.Span.ToArray(), (a, b) => Math.Abs(a - b)).Max():g2}");
                Near.Equal(golden, actual, tolerance: 1e-6, outputName);
            }
        }
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_sample_has_the_same_answer_alone_and_among_many(string folder)
    {
        var graph = SavedModelGraph.Load(GoldenFolders.Require(folder));
        var arrays = GoldenFolders.Read(folder);
        var expected = GoldenFolders.Outputs(arrays)[0];
        var batch = expected.Shape[0];
        var inputs = GoldenFolders.Inputs(arrays);

        var alone = graph.Run(Named(graph, "serving_default", [.. inputs.Select(input => input.Samples(batch - 1, 1))])).Values.First();
        var many = graph.Run(Named(graph, "serving_default", [.. inputs.Select(input => Repeated(input, 3))])).Values.First();

        Near.Equal(expected.Values.AsSpan(expected.Values.Length - alone.Length), alone.Span, tolerance: 1e-6, "alone");
        for (var i = 0; i < 3; i++)
            Near.Equal(expected.Values, many.Samples(i * batch, batch).Span, tolerance: 1e-6, "among many");
    }

    static Dictionary<string, Tensor> Named(SavedModelGraph graph, string signature, IReadOnlyList<Tensor> inputs)
        => graph.Signatures[signature].Inputs.Keys.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second);

    static Tensor Repeated(Tensor input, int times)
        => input.Samples([.. Enumerable.Range(0, times * input.Shape[0]).Select(i => i % input.Shape[0])]);
}
