namespace Spam.Keras.Saving.SavedModels;

/// <summary>Masks that come of several.</summary>
static class GraphMasks
{
    /// <summary>The value with a mask that is true where all masks of the inputs are; without one where none has any.</summary>
    public static GraphValue WithMasksOf(this GraphValue value, IEnumerable<GraphValue> inputs, GraphBuilder nodes)
    {
        var masked = inputs.Where(input => input.Mask is not null).DistinctBy(input => input.Mask).ToArray();
        return masked.Length == 0
            ? value with { Mask = null }
            : value with { Mask = masked.Select(input => input.Mask!).Aggregate(nodes.And), MaskRank = masked[0].MaskRank }; // those without were left out
    }
}
