using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Tests.Keras.Saving.LayerFormats;
using Xunit.Abstractions;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>A layer of every class with options that are not the defaults, in both dialects, as a graph.</summary>
public sealed class EveryLayerExportTests(ITestOutputHelper output) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public static TheoryData<string, Dialect> Cases
    {
        get
        {
            var cases = new TheoryData<string, Dialect>();
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                foreach (var layer in EveryLayer.Of(dialect))
                    cases.Add(layer.Name, dialect);
            }

            return cases;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Cases))]
    public void A_layers_graph_computes_what_it_predicts_or_names_what_no_graph_holds(string name, Dialect dialect)
    {
        var layer = EveryLayer.Of(dialect).Single(layer => layer.Name == name);
        KerasTensor[] inputs = [.. Shapes(layer).Select(shape => new InputLayer(shape) { Dtype = layer is Embedding ? "int32" : "float32" }.Call())];
        var model = new Functional(inputs, layer.CallAll(inputs));
        ExportedModels.DrawWeights(model);
        if (layer is RecurrentLayer { Stateful: true })
        {
            Assert.Contains("is stateful", Assert.Throws<KerasException>(() => model.Export(_folder)).Message, StringComparison.Ordinal);
            return;
        }

        model.Export(_folder);

        foreach (var batch in (int[])[1, 4, 12])
            GraphComparison.Check(model, _folder, ExportedModels.Inputs(model, batch), output);
    }

    static int[][] Shapes(Layer layer) => layer switch
    {
        Network { Nodes.Count: > 0 } model => [.. model.Inputs.Select(node => model.Nodes[node].OutputShape.Sizes[1..].ToArray())],
        Embedding => [[5]],
        RepeatVector => [[3]],
        Dot => [[5, 6], [3, 5]],
        MergingLayer => [[5, 6], [5, 6]],
        _ => [[6, 4]],
    };
}
