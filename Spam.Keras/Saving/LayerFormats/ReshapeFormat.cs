using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Reshape in files.</summary>
sealed class ReshapeFormat : StepFormat<Reshape>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override Reshape Read(ConfigReader config) => new([.. config.WholesOrNull("target_shape") ?? throw config.Fail("target_shape", "is missing; it is the shape of a sample")]);

    /// <inheritdoc/>
    protected override void Write(Reshape layer, ConfigWriter config) => config.Add("target_shape", layer.TargetShape);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Reshape layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var sizes = layer.ComputeOutputShape(input.Shape)[1..];
        var shape = sizes.IsKnown
            ? nodes.Const([-1, .. sizes.Sizes])
            : nodes.Pack([nodes.SizeOf(input, 0), .. sizes.Select(size => nodes.Const(size))]); // the one unknown size is -1, which Reshape computes
        return nodes.Reshape(input.Output, shape);
    }
}
