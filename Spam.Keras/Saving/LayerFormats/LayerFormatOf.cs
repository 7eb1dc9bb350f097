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
    public sealed override IReadOnlyList<InnerLayer> InnerLayers(Layer layer, IReadOnlyList<Shape> inputShapes) => InnerLayers((TLayer)layer, inputShapes);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<LayerWeight> Weights(Layer layer, params IReadOnlyList<Shape> inputShapes) => Weights((TLayer)layer, inputShapes);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Layer layer, IReadOnlyList<GraphValue> inputs) => AddTo(graph, (TLayer)layer, inputs);

    /// <inheritdoc cref="LayerFormat.InnerLayers"/>
    protected virtual IReadOnlyList<InnerLayer> InnerLayers(TLayer layer, IReadOnlyList<Shape> inputShapes) => [];

    /// <inheritdoc cref="LayerFormat.Weights"/>
    protected virtual IReadOnlyList<LayerWeight> Weights(TLayer layer, IReadOnlyList<Shape> inputShapes) => base.Weights(layer, inputShapes);

    /// <inheritdoc cref="LayerFormat.AddTo"/>
    protected abstract IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs);

    /// <inheritdoc cref="LayerFormat.Write"/>
    protected abstract void Write(TLayer layer, ConfigWriter config);

    /// <inheritdoc/>
    protected override void Write(Layer layer, ConfigWriter config) => Write((TLayer)layer, config);

    /// <summary>A layer's weight by its name, or null where it goes without.</summary>
    protected static Parameter? Find(TLayer layer, string name) => layer.Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
