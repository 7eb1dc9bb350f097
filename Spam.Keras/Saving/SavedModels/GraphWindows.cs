using Spam.Keras.Layers;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Windows over steps as operations. TensorFlow has them for pictures, (batch, height, width, features), so steps become the one or the other side.</summary>
static class GraphWindows
{
    /// <summary>Weighted sums over windows of a picture that is a pixel high.</summary>
    public static string Convolve(this GraphBuilder graph, string picture, string kernel, Conv1D layer) => graph.Add("Conv2D", [picture, kernel], new()
    {
        ["T"] = Attribute.Of(DataType.DtFloat),
        ["strides"] = Attribute.Of([1, 1, layer.Strides, 1]),
        ["padding"] = Attribute.Of(layer.Padding == Padding.Same ? "SAME" : "VALID"),
        ["dilations"] = Attribute.Of([1, 1, layer.DilationRate, 1]),
    });

    /// <summary><c>AvgPool</c> or <c>MaxPool</c> of (batch, steps, features), as a picture that is a pixel wide.</summary>
    public static string Pool(this GraphBuilder graph, string operation, string input, Pooling1D layer)
    {
        var pooled = graph.Add(operation, [graph.AddAxis(input, 2)], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["ksize"] = Attribute.Of([1, layer.PoolSize, 1, 1]),
            ["strides"] = Attribute.Of([1, layer.Strides, 1, 1]),
            ["padding"] = Attribute.Of(layer.Padding == Padding.Same ? "SAME" : "VALID"),
        });
        return graph.RemoveAxis(pooled, 2);
    }
}
