using System.Globalization;

namespace Spam.Web.Info;

/// <summary>When the API started.</summary>
sealed class StartTime(TimeProvider clock)
{
    /// <summary>Local time, with microseconds, as Python's <c>str(datetime.now())</c> has it.</summary>
    public string Text { get; } = clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>In UTC.</summary>
    public DateTimeOffset Utc { get; } = clock.GetUtcNow();

    /// <summary>How long it runs by now.</summary>
    public TimeSpan Uptime => clock.GetUtcNow() - Utc;
}
