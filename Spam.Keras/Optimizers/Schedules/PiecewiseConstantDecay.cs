namespace Spam.Keras.Optimizers.Schedules;

/// <summary>A rate that stays up to a step and then is another: <c>values[0]</c> up to and with step <c>boundaries[0]</c>, and so on.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    /// <summary>A rate for each stretch of steps.</summary>
    /// <param name="boundaries">The last step (counted from 0) of each stretch but the last, rising.</param>
    /// <param name="values">The rate of each stretch: one more than boundaries.</param>
    /// <exception cref="KerasException">The numbers do not fit, or a rate is none.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values)
    {
        if (boundaries.Count == 0 || values.Count != boundaries.Count + 1)
            throw new KerasException(
                $"{nameof(PiecewiseConstantDecay)} got {boundaries.Count} boundaries and {values.Count} values; give at least one boundary and one value more than boundaries.");
        for (var i = 1; i < boundaries.Count; i++)
        {
            if (boundaries[i] <= boundaries[i - 1])
                throw new KerasException($"{nameof(PiecewiseConstantDecay)} got the boundary {boundaries[i]} after {boundaries[i - 1]}; give rising ones.");
        }

        foreach (var value in values)
            _ = Bounds.NotNegative(nameof(PiecewiseConstantDecay), value, "the value");
        Boundaries = [.. boundaries];
        Values = [.. values];
    }

    /// <summary>The last step of each stretch but the last.</summary>
    public IReadOnlyList<long> Boundaries { get; }

    /// <summary>The rate of each stretch.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var stretch = 0;
        while (stretch < Boundaries.Count && iterations > Boundaries[stretch])
            stretch++;
        return (float)Values[stretch];
    }
}
