using Spam.Keras.Layers;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of layers that change nothing when they predict.</summary>
abstract class UnchangedFormat<TLayer> : LayerFormatOf<TLayer> where TLayer : Layer
{
    /// <inheritdoc/>
    public override bool TakesWholeNumbers => true;

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs) => [inputs[0]];
}
