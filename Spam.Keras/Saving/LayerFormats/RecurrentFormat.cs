using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of recurrent layers.</summary>
/// <param name="cellName">Keras's name of the cell, which its variables' names have.</param>
/// <param name="numGates">How many products of the units' size one step has.</param>
/// <param name="states">What the loop calls the states; the first is the output.</param>
abstract class RecurrentFormat<TLayer>(string cellName, int numGates, params string[] states) : LayerFormatOf<TLayer> where TLayer : RecurrentLayer
{
    /// <inheritdoc/>
    public override string Identifier => "_tf_keras_rnn_layer";

    /// <inheritdoc/>
    public override string? StatesName => "initial_state";

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<LayerWeight> Weights(TLayer layer, IReadOnlyList<Shape> inputShapes)
    {
        var gates = numGates * layer.Units;
        List<LayerWeight> weights =
        [
            new("cell/kernel", layer.Kernel, new(inputShapes[0][^1], gates), $"{cellName}/kernel"),
            new("cell/recurrent_kernel", layer.RecurrentKernel, new(layer.Units, gates), $"{cellName}/recurrent_kernel"),
        ];
        if (layer.Bias is { } bias)
            weights.Add(new("cell/bias", bias, HasRecurrentBias(layer) ? new(2, gates) : new(gates), $"{cellName}/bias"));
        return weights;
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs)
    {
        if (layer.Stateful)
        {
            throw new KerasException(
                $"{layer} is stateful: it begins a batch with what the one before left, and a SavedModel's function keeps nothing between calls. " +
                "Save the model with a layer that is not stateful and gets its first states as inputs (and gives them with returnState).");
        }

        var loop = new RecurrentLoop(layer, numGates, states, HasRecurrentBias(layer), (nodes, inputs, states) => Step(nodes, layer, inputs, states));
        return loop.AddTo(graph, inputs);
    }

    /// <summary>Whether the bias has a second row, for what comes of the states.</summary>
    protected virtual bool HasRecurrentBias(TLayer layer) => false;

    /// <summary>Adds one step to the loop's body.</summary>
    /// <param name="nodes">The body.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">The step's inputs after their product with the kernel: (batch, gates x units).</param>
    /// <param name="states">The states before.</param>
    /// <returns>The states after.</returns>
    protected abstract IReadOnlyList<string> Step(GraphBuilder nodes, TLayer layer, string inputs, IReadOnlyList<string> states);
}
