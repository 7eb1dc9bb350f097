using Spam.Keras.Activations;
using Spam.Keras.Layers;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Activations as operations.</summary>
static class GraphActivations
{
    static readonly Dictionary<string, string> _operations = new()
    {
        ["elu"] = "Elu",
        ["exponential"] = "Exp",
        ["relu"] = "Relu",
        ["selu"] = "Selu",
        ["sigmoid"] = "Sigmoid",
        ["softmax"] = "Softmax",
        ["softplus"] = "Softplus",
        ["tanh"] = "Tanh",
    };

    /// <summary>Applies an activation.</summary>
    /// <param name="graph">Where the node goes.</param>
    /// <param name="input">What it is applied to.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="layer">Whose it is, for the message.</param>
    /// <exception cref="KerasException">It is none that is written as a graph.</exception>
    public static string Activate(this GraphBuilder graph, string input, Activation activation, Layer layer)
    {
        if (activation.Name == "linear")
            return input;

        return _operations.TryGetValue(activation.Name, out var operation)
            ? graph.Unary(operation, input)
            : throw new KerasException(
                $"{layer}: the activation {activation.Name} is not written to SavedModel. Those that are: linear, {string.Join(", ", _operations.Keys)}.");
    }
}
