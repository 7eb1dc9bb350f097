namespace Spam.Keras.Callbacks;

/// <summary>Which way a figure gets better.</summary>
public enum MonitorMode
{
    /// <summary>More is better for accuracies and areas under curves, less for everything else.</summary>
    Auto,

    /// <summary>Less is better.</summary>
    Min,

    /// <summary>More is better.</summary>
    Max,
}

/// <summary>A figure that a callback watches.</summary>
sealed class Monitor(string name, MonitorMode mode, float minDelta)
{
    readonly bool _moreIsBetter = mode switch
    {
        MonitorMode.Min => false,
        MonitorMode.Max => true,
        _ => name.EndsWith("acc", StringComparison.Ordinal) || name.EndsWith("accuracy", StringComparison.Ordinal) || name.EndsWith("auc", StringComparison.Ordinal),
    };

    /// <summary>What every first value is better than.</summary>
    public float Worst => _moreIsBetter ? float.NegativeInfinity : float.PositiveInfinity;

    /// <summary>Whether <paramref name="current"/> is better than <paramref name="best"/> by more than the least difference that counts.</summary>
    public bool IsBetter(float current, float best) => _moreIsBetter ? current > best + minDelta : current < best - minDelta;

    /// <summary>The figure's value.</summary>
    /// <exception cref="KerasException">It was not measured.</exception>
    public float Value(IDictionary<string, float> logs, string callback) => logs.TryGetValue(name, out var value)
        ? value
        : throw new KerasException($"{callback} watches '{name}', which was not measured; there are {string.Join(", ", logs.Keys)}. Give Fit validation data, or watch another figure.");
}
