using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Softmax in files.</summary>
sealed class SoftmaxFormat : StepFormat<Softmax>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override Softmax Read(ConfigReader config)
    {
        if (config.WholesOrNull("axis") is not { } axes)
            return new();

        return axes.Count == 1 ? new(axes[0]) : throw config.Fail("axis", "has several axes; a softmax over one is supported");
    }

    /// <inheritdoc/>
    protected override void Write(Softmax layer, ConfigWriter config) => config.AddUnless(-1, "axis", layer.Axis);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Softmax layer, GraphValue input)
    {
        var (nodes, x, rank) = (graph.Nodes, input.Output, input.Shape.Rank);
        if (input.Mask is not null)
            x = AttentionGraph.Block(nodes, x, RequireMask(layer, input));

        var order = Axes.MoveToEnd(rank, Axes.Find(layer, layer.Axis, rank));
        return Axes.IsInOrder(order)
            ? nodes.Unary("Softmax", x)
            : nodes.Transpose(nodes.Unary("Softmax", nodes.Transpose(x, order)), Axes.Inverse(order));
    }

    static string RequireMask(Softmax layer, GraphValue input) => input.MaskRank == input.Shape.Rank
        ? input.Mask! // the caller made sure of it
        : throw new KerasException($"{layer} got a mask of {input.MaskRank} axes; expected one of its inputs' shape, {input.Shape}.");
}
