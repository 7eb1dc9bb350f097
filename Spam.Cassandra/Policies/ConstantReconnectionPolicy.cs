#nullable disable

namespace Cassandra;

/// <summary>The same wait each time.</summary>
public class ConstantReconnectionPolicy : IReconnectionPolicy
{
    readonly long _delayMs;

    /// <summary>A wait.</summary>
    public ConstantReconnectionPolicy(long constantDelayMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(constantDelayMs);
        _delayMs = constantDelayMs;
    }

    /// <inheritdoc/>
    public IReconnectionSchedule NewSchedule() => new FixedReconnectionPolicy(_delayMs).NewSchedule();
}
