using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Weights along some axes of the inputs as a graph.</summary>
static class AxisGraph
{
    /// <summary>A weight with the inputs' axes: those that it does not lie along have size 1.</summary>
    public static string Spread(GraphBuilder nodes, string weight, Shape inputs, params ReadOnlySpan<int> axes)
    {
        if (axes[0] == inputs.Rank - axes.Length)
            return weight; // along the last axes, where every operation takes it as it is

        var sizes = new int[inputs.Rank - axes[0]];
        Array.Fill(sizes, 1);
        foreach (var axis in axes)
            sizes[axis - axes[0]] = inputs[axis];
        return nodes.Reshape(weight, nodes.Const(sizes));
    }
}
