using Spam.Keras.Layers;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of layers that configs hold, and SavedModel folders do not.</summary>
abstract class ConfigOnlyFormat<TLayer> : LayerFormatOf<TLayer> where TLayer : Layer
{
    /// <inheritdoc/>
    public override bool HasGraph => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs) => throw KnownLayers.NoGraph($"{layer}");
}
