using Spam.Keras.Layers;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>What attention layers share as graphs.</summary>
static class AttentionGraph
{
    /// <summary>Takes so much from the scores of what is masked that nothing is left after a softmax.</summary>
    /// <param name="nodes">Where the nodes go.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="mask">Bool, of the scores' shape or one that is repeated to it.</param>
    public static string Block(GraphBuilder nodes, string scores, string mask)
        => nodes.Sum(scores, nodes.Product(nodes.Difference(nodes.Const(1f), nodes.AsNumbers(mask)), nodes.Const(-1e9f)));

    /// <summary>Scores without those that one of the masks takes away.</summary>
    public static string Block(GraphBuilder nodes, string scores, IReadOnlyList<string> masks)
        => masks.Count == 0 ? scores : Block(nodes, scores, masks.Aggregate(nodes.And));

    /// <summary>A mask (queries, keys): no query sees a later key than itself.</summary>
    public static string CausalMask(GraphBuilder nodes, GraphValue query, GraphValue key)
    {
        var rows = nodes.AddAxis(nodes.Range(nodes.SizeOf(query, 1)), -1, DataType.DtInt32);
        return nodes.Binary("GreaterEqual", rows, nodes.Range(nodes.SizeOf(key, 1)), DataType.DtInt32);
    }

    /// <summary>What a dense attention makes of scores (batch, queries, keys).</summary>
    public static GraphValue Attend(GraphBuilder nodes, DenseAttention layer, IReadOnlyList<GraphValue> inputs, string scores)
    {
        var (query, value) = (inputs[0], inputs[1]);
        List<string> masks = [];
        if (value.Mask is not null)
            masks.Add(nodes.AddAxis(value.Mask, 1, DataType.DtBool));
        if (layer.UseCausalMask)
            masks.Add(CausalMask(nodes, query, inputs[^1]));

        var output = nodes.BatchMatMul(nodes.Unary("Softmax", Block(nodes, scores, masks)), value.Output);
        if (query.Mask is not null)
            output = nodes.Product(output, nodes.AddAxis(nodes.AsNumbers(query.Mask), -1));
        return query with { Output = output };
    }

    /// <summary>Scores (batch, queries, keys): <c>Σ tanh(query + key)</c> over the features, each of which may have a factor.</summary>
    public static string TanhScores(GraphBuilder nodes, string query, string key, string? scale = null, string? factors = null)
    {
        var sums = nodes.Sum(nodes.AddAxis(query, 2), nodes.AddAxis(key, 1));
        var values = nodes.Unary("Tanh", scale is null ? sums : nodes.Product(scale, sums));
        return nodes.Reduce("Sum", factors is null ? values : nodes.Product(factors, values), axis: -1);
    }
}
