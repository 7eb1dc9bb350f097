namespace Spam.Tests.Train.LongWork;

/// <summary>A clock that goes only when it is told to, or by a step each time somebody looks.</summary>
sealed class SteppingClock(TimeSpan step = default) : TimeProvider
{
    long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;

    public override long GetTimestamp() => _ticks += step.Ticks;
}
