#nullable disable

namespace Cassandra;

/// <summary>Given waits, the last of them over and over.</summary>
public class FixedReconnectionPolicy : IReconnectionPolicy
{
    readonly long[] _delays;

    /// <summary>The waits.</summary>
    public FixedReconnectionPolicy(params long[] delays)
    {
        ArgumentNullException.ThrowIfNull(delays);
        if (delays.Length == 0 || Array.Exists(delays, delay => delay < 0))
            throw new ArgumentException("At least one wait is needed, and none is negative.", nameof(delays));
        _delays = [.. delays];
    }

    /// <inheritdoc/>
    public IReconnectionSchedule NewSchedule() => new Schedule(_delays);

    sealed class Schedule(long[] delays) : IReconnectionSchedule
    {
        int _next;

        public long NextDelayMs() => delays[Math.Min(_next++, delays.Length - 1)];
    }
}
