using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of one class of layers.</summary>
abstract class LayerFormatOf<TLayer> : LayerFormat where TLayer : Layer
{
    /// <inheritdoc/>
    public override string ClassName => typeof(TLayer).Name;

    /// <inheritdoc/>
    public override bool IsOf(Layer layer) => layer.GetType() == typeof(TLayer); // a class derived from it computes something else

    /// <inheritdoc/>
    public override IReadOnlyList<LayerWeight> Weights(Layer layer, Shape inputShape) => Weights((TLayer)layer, inputShape);

    /// <inheritdoc/>
    public override GraphValue AddTo(LayerGraph graph, Layer layer, GraphValue input) => AddTo(graph, (TLayer)layer, input);

    /// <inheritdoc cref="LayerFormat.Weights"/>
    protected virtual IReadOnlyList<LayerWeight> Weights(TLayer layer, Shape inputShape) => [];

    /// <inheritdoc cref="LayerFormat.AddTo"/>
    protected abstract GraphValue AddTo(LayerGraph graph, TLayer layer, GraphValue input);

    /// <inheritdoc cref="LayerFormat.Write"/>
    protected abstract void Write(TLayer layer, ConfigWriter config);

    /// <inheritdoc/>
    protected override void Write(Layer layer, ConfigWriter config) => Write((TLayer)layer, config);

    /// <summary>A layer's weight by its name, or null where it goes without.</summary>
    protected static Parameter? Find(TLayer layer, string name) => layer.Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
