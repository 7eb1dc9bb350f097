using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Masking in files.</summary>
sealed class MaskingFormat : LayerFormatOf<Masking>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override Masking Read(ConfigReader config) => new(config.Number("mask_value", 0));

    /// <inheritdoc/>
    protected override void Write(Masking layer, ConfigWriter config) => config.Add("mask_value", layer.MaskValue);

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Masking layer, IReadOnlyList<GraphValue> inputs)
    {
        var (nodes, input) = (graph.Nodes, inputs[0]);
        var isReal = nodes.Any(nodes.Binary("NotEqual", input.Output, nodes.Const(layer.MaskValue)), [-1], keepsAxes: true);
        var output = nodes.Product(input.Output, nodes.AsNumbers(isReal));
        return [input with { Output = output, Mask = nodes.RemoveAxis(isReal, -1, DataType.DtBool), MaskRank = input.Shape.Rank - 1 }];
    }
}
