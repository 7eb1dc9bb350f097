using Spam.Keras.Layers;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of layers that read one tensor, give one, and change no mask.</summary>
abstract class StepFormat<TLayer> : LayerFormatOf<TLayer> where TLayer : Layer
{
    /// <inheritdoc/>
    protected sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs)
        => [inputs[0] with { Output = AddTo(graph, layer, inputs[0]) }];

    /// <summary>Adds what the layer computes when it predicts.</summary>
    /// <returns>How nodes call the output.</returns>
    protected abstract string AddTo(LayerGraph graph, TLayer layer, GraphValue input);
}
