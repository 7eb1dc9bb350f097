#nullable disable

namespace Cassandra;

/// <summary>Waits that double up to a limit, each 15 % longer or shorter at random, so that many clients do not come back in one moment.</summary>
public class ExponentialReconnectionPolicy : IReconnectionPolicy
{
    readonly long _baseDelayMs, _maxDelayMs;

    /// <summary>From a first wait to a longest one.</summary>
    public ExponentialReconnectionPolicy(long baseDelayMs, long maxDelayMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baseDelayMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDelayMs, baseDelayMs);
        (_baseDelayMs, _maxDelayMs) = (baseDelayMs, maxDelayMs);
    }

    /// <inheritdoc/>
    public IReconnectionSchedule NewSchedule() => new Schedule(_baseDelayMs, _maxDelayMs);

    sealed class Schedule(long baseDelayMs, long maxDelayMs) : IReconnectionSchedule
    {
        double _next = baseDelayMs;

        public long NextDelayMs()
        {
            var delay = _next;
            _next = Math.Min(2 * _next, maxDelayMs);
            return (long)Math.Min(delay * (0.85 + 0.3 * Random.Shared.NextDouble()), maxDelayMs);
        }
    }
}
