using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>AdditiveAttention in files.</summary>
sealed class AdditiveAttentionFormat : LayerFormatOf<AdditiveAttention>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override AttentionCall AttentionCallOf(Layer layer) => new(((DenseAttention)layer).UseCausalMask, TakesMask: false);

    /// <inheritdoc/>
    protected override AdditiveAttention Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Flag("use_scale", fallback: true), config.Rate("dropout", fallback: 0));
    }

    /// <inheritdoc/>
    protected override void Write(AdditiveAttention layer, ConfigWriter config)
    {
        if (config.Form == ConfigForm.Keras2)
            config.Add("dropout", layer.Dropout);
        config.AddUnless(true, "use_scale", layer.UseScale);
        if (config.Form != ConfigForm.Keras2)
            config.AddUnless(0f, "dropout", layer.Dropout);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(AdditiveAttention layer, IReadOnlyList<Shape> inputShapes)
        => layer.UseScale ? [new("scale", layer.Parameters[0], new(inputShapes[^1][2]))] : [];

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, AdditiveAttention layer, IReadOnlyList<GraphValue> inputs)
    {
        var factors = layer.UseScale ? graph.Read("scale") : null;
        var scores = AttentionGraph.TanhScores(graph.Nodes, inputs[0].Output, inputs[^1].Output, factors: factors);
        return [AttentionGraph.Attend(graph.Nodes, layer, inputs, scores)];
    }
}
