using System.Globalization;

namespace Spam.Web.Info;

/// <summary>When the API started.</summary>
sealed class StartTime(TimeProvider clock)
{
    readonly long _start = clock.GetTimestamp();

    /// <summary>Local time, with microseconds, as Python's <c>str(datetime.now())</c> has it.</summary>
    public string Text { get; } = clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>In UTC.</summary>
    public DateTimeOffset Utc { get; } = clock.GetUtcNow();

    /// <summary>How long it runs by now, whatever its clock is set to.</summary>
    public TimeSpan Uptime => clock.GetElapsedTime(_start);
}
