namespace Spam.Web.CallLog;

/// <summary>One text that one caller sent.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Time">When, in UTC. No two calls that a process records have the same: it orders them, and makes them one when a store is given the same call twice.</param>
/// <param name="Text">What.</param>
readonly record struct Call(string Caller, DateTimeOffset Time, string Text)
{
    /// <summary>The beginning of the hour that it belongs to.</summary>
    public DateTimeOffset Hour => HourOf(Time);

    /// <summary>The beginning of the hour of <paramref name="time"/>, in UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
