using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Saving;
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

    /// <summary>Loads the layers of a file or a folder.</summary>
    /// <exception cref="ModelFolderException">A weight is not a number: it would give no scores to some texts only.</exception>
    /// <exception cref="KerasException">It is no model that can be read.</exception>
    public static LayerNetwork Load(string path)
    {
        var network = KerasModel.Load(path, compile: false);
        foreach (var layer in network.Layers)
        {
            foreach (var parameter in layer.Parameters)
                CheckNumbers(parameter.Value.Span, $"{layer.Name}/{parameter.Name}", path);
        }

        return new(network);
    }

    /// <inheritdoc/>
    public Tensor Predict(Tensor inputs, int batchSize, int numThreads) => model.Predict(inputs, batchSize, numThreads);

    /// <inheritdoc/>
    public IReadOnlyList<LayerOutput> Layers(Tensor inputs)
        => [.. model.PredictLayers(inputs).SelectMany((outputs, node) => outputs.Select(output => LayerOutput.Of(model.Nodes[node].Layer.Name, model.Nodes[node].Layer.ClassName, output)))];

    // Other tables may be of other things, as of places in the text.
    Embedding? TableOfInput()
        => model.Nodes.Where(node => node.Inputs.Any(source => model.Inputs.Contains(source.Node))).Select(node => node.Layer).OfType<Embedding>().FirstOrDefault();

    static void CheckNumbers(ReadOnlySpan<float> values, string weight, string path)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ModelFolderException($"{path} has {values[i]} among the weights of {weight}, at {i} of {values.Length}: they are no numbers. Train again.");
        }
    }
}
