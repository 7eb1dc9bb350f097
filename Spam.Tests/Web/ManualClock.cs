namespace Spam.Tests.Web;

/// <summary>A clock that stands still until it is moved.</summary>
sealed class ManualClock : TimeProvider
{
    DateTimeOffset _now = new(2026, 11, 22, 13, 59, 58, TimeSpan.Zero);
    TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => (_now, _passed) = (_now + time, _passed + time);

    /// <summary>Sets the clock on or back, as a time server does: no time passes.</summary>
    public void Set(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _passed.Ticks;
}
