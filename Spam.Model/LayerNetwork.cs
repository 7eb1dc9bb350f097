using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Model.Explanations;

namespace Spam.Model;

/// <summary>A model of layers.</summary>
sealed class LayerNetwork(Keras.Models.Model model) : INetwork
{
    /// <inheritdoc/>
    public Shape InputShape => model.InputShape;

    /// <inheritdoc/>
    public int OutputWidth => model.OutputShape[^1];

    /// <inheritdoc/>
    public string? LastActivation => (model.Nodes[model.Outputs[0].Node].Layer as Dense)?.Activation.Name;

    /// <inheritdoc/>
    public int? NumWords => (TableOfInput() ?? model.Layers.OfType<Embedding>().FirstOrDefault())?.InputDim;

    /// <inheritdoc/>
    public Tensor Predict(Tensor inputs, int batchSize, int numThreads) => model.Predict(inputs, batchSize, numThreads);

    /// <inheritdoc/>
    public IReadOnlyList<LayerOutput> Layers(Tensor inputs)
        => [.. model.PredictLayers(inputs).SelectMany((outputs, node) => outputs.Select(output => LayerOutput.Of(model.Nodes[node].Layer.Name, model.Nodes[node].Layer.ClassName, output)))];

    // Other tables may be of other things, as of places in the text.
    Embedding? TableOfInput()
        => model.Nodes.Where(node => node.Inputs.Any(source => model.Inputs.Contains(source.Node))).Select(node => node.Layer).OfType<Embedding>().FirstOrDefault();
}
