namespace Spam.Keras.Losses;

/// <summary>Weights of samples in the shape of what they weigh.</summary>
public static class SampleWeights
{
    /// <summary>A copy of <paramref name="weights"/> in <paramref name="shape"/>: axes of size 1 at the end are dropped, and what lacks axes at its end is repeated along them.</summary>
    /// <exception cref="KerasException">The leading axes differ.</exception>
    public static Tensor Broadcast(Tensor weights, Shape shape)
    {
        var rank = weights.Rank;
        while (rank > 0 && weights.Shape[rank - 1] == 1 && (rank > shape.Rank || shape[rank - 1] != 1))
            rank--;
        if (rank > shape.Rank || !weights.Shape[..rank].Equals(shape[..rank]))
            throw new KerasException($"Sample weights {weights} do not fit losses of shape {shape}; give one weight for each sample: shape {shape[..Math.Min(1, shape.Rank)]}.");

        var broadcast = new Tensor(shape);
        var repeats = weights.Length == 0 ? 0 : broadcast.Length / weights.Length;
        for (var i = 0; i < broadcast.Length; i++)
            broadcast[i] = weights[i / repeats];
        return broadcast;
    }
}
