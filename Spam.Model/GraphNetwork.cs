using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Model.Explanations;

namespace Spam.Model;

/// <summary>A SavedModel folder without layers, as Keras 3's <c>export()</c> writes it: its graph is run. One call uses one thread.</summary>
sealed class GraphNetwork : INetwork
{
    readonly SavedModelGraph _graph;

    GraphNetwork(SavedModelGraph graph, Shape inputShape, GraphTensorInfo output)
    {
        (_graph, InputShape, OutputWidth) = (graph, inputShape, output.Shape![^1]); // Load made sure of a shape
        LastActivation = output.Operation switch
        {
            "Softmax" => "softmax",
            "Sigmoid" => "sigmoid",
            "AddV2" or "BiasAdd" or "MatMul" => "linear",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public Shape InputShape { get; }

    /// <inheritdoc/>
    public int OutputWidth { get; }

    /// <inheritdoc/>
    public string? LastActivation { get; }

    /// <inheritdoc/>
    public int? NumWords => null;

    /// <summary>Loads the graph of a folder.</summary>
    /// <exception cref="ModelFolderException">It does not take padded ids and give one row of numbers for each text.</exception>
    /// <exception cref="KerasException">A file is missing or damaged, or the graph has an operation that is not known.</exception>
    public static GraphNetwork Load(string path)
    {
        var graph = SavedModelGraph.Load(path);
        if (!graph.Signatures.TryGetValue(GraphSignature.Default, out var signature))
        {
            throw new ModelFolderException(
                $"{path} has no signature '{GraphSignature.Default}'; it has {string.Join(", ", graph.Signatures.Keys)}. Export the model again with Keras's model.export(path).");
        }

        if (signature.Inputs.Count != 1 || signature.Outputs.Count != 1)
        {
            throw new ModelFolderException(
                $"{path} takes {signature.Inputs.Count} inputs and gives {signature.Outputs.Count} outputs ({string.Join(", ", signature.Outputs.Keys)}); " +
                "a classifier of texts takes one input, the padded ids, and gives one output, the scores.");
        }

        var (input, output) = (signature.Inputs.Values.First(), signature.Outputs.Values.First());
        return input.Shape is { } inputShape && output.Shape is { Rank: 2 } outputShape && outputShape[1] != Shape.Unknown
            ? new(graph, inputShape, output)
            : throw new ModelFolderException(
                $"{path} takes {Described(input)} and gives {Described(output)}; a classifier of texts gives (batch, labels) with the number of labels known.");
    }

    /// <inheritdoc/>
    public Tensor Predict(Tensor inputs, int batchSize, int numThreads)
    {
        if (inputs.Shape[0] <= batchSize)
            return _graph.Predict(inputs);

        var outputs = new Tensor(inputs.Shape[0], OutputWidth);
        for (var start = 0; start < inputs.Shape[0]; start += batchSize)
        {
            var part = _graph.Predict(inputs.Samples(start, Math.Min(batchSize, inputs.Shape[0] - start)));
            part.Span.CopyTo(outputs.Span[(start * OutputWidth)..]);
        }

        return outputs;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayerOutput>? Layers(Tensor inputs) => null;

    static string Described(GraphTensorInfo info) => $"'{info.Name}' of shape {info.Shape?.ToString() ?? "unknown"}";
}
