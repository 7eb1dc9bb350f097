namespace Spam.Web.Storage;

/// <summary>A clock that nobody sets: it begins where another one is, and goes on as time passes. For waiting so long, where the time of day is of no concern.</summary>
sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    readonly DateTimeOffset _begin = clock.GetUtcNow();
    readonly long _start = clock.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _begin + clock.GetElapsedTime(_start);

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
