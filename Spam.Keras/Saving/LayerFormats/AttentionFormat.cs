using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Attention in files.</summary>
sealed class AttentionFormat : LayerFormatOf<Attention>
{
    static readonly Dictionary<ScoreMode, string> _modes = new() { [ScoreMode.Dot] = "dot", [ScoreMode.Concat] = "concat" };

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override AttentionCall AttentionCallOf(Layer layer) => new(((DenseAttention)layer).UseCausalMask, TakesMask: false);

    /// <inheritdoc/>
    protected override Attention Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Flag("use_scale", fallback: false), config.Choice("score_mode", _modes, ScoreMode.Dot), config.Rate("dropout", fallback: 0));
    }

    /// <inheritdoc/>
    protected override void Write(Attention layer, ConfigWriter config)
    {
        if (config.Form == ConfigForm.Keras2)
            config.Add("dropout", layer.Dropout);
        config.AddUnless(false, "use_scale", layer.UseScale);
        config.AddUnless("dot", "score_mode", _modes[layer.ScoreMode]);
        if (config.Form != ConfigForm.Keras2)
            config.AddUnless(0f, "dropout", layer.Dropout);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(Attention layer, IReadOnlyList<Shape> inputShapes)
        => [.. layer.Parameters.Select(parameter => new LayerWeight(parameter.Name, parameter, new()))];

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Attention layer, IReadOnlyList<GraphValue> inputs)
    {
        var (nodes, query, key) = (graph.Nodes, inputs[0].Output, inputs[^1].Output);
        var scale = layer.UseScale ? graph.Read("scale") : null;
        string scores;
        if (layer.ScoreMode == ScoreMode.Concat)
            scores = nodes.Product(graph.Read("concat_score_weight"), AttentionGraph.TanhScores(nodes, query, key, scale));
        else if (scale is null)
            scores = nodes.BatchMatMul(query, key, swapsRight: true);
        else
            scores = nodes.Product(nodes.BatchMatMul(query, key, swapsRight: true), scale);
        return [AttentionGraph.Attend(nodes, layer, inputs, scores)];
    }
}
