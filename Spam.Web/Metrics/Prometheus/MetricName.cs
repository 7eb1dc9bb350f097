using System.Diagnostics.Metrics;

namespace Spam.Web.Metrics.Prometheus;

/// <summary>What an instrument of .NET is called in Prometheus: <c>http.server.request.duration</c> in <c>s</c> is <c>http_server_request_duration_seconds</c>.</summary>
/// <remarks>Source: OpenTelemetry, Prometheus and OpenMetrics compatibility, metric metadata.</remarks>
static class MetricName
{
    /// <summary>The name of the instrument's family.</summary>
    public static string Of(Instrument instrument, bool isCounter)
    {
        var name = Clean(instrument.Name);
        name = WithSuffix(name, instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "", // {request} and the like only say what is counted
        });
        return isCounter ? WithSuffix(name, "_total") : name;
    }

    /// <summary>Whether Prometheus takes the name for a part of a histogram: dotnet.timer.count, and some more of .NET's that tell little, are left out for that.</summary>
    public static bool IsTaken(Instrument instrument) => instrument.Name.EndsWith(".count", StringComparison.Ordinal);

    /// <summary>With an underscore for each character that Prometheus does not take.</summary>
    public static string Clean(string name)
        => string.Create(name.Length, name, static (clean, name) =>
        {
            for (var i = 0; i < clean.Length; i++)
                clean[i] = char.IsAsciiLetter(name[i]) || (char.IsAsciiDigit(name[i]) && i > 0) ? name[i] : '_';
        });

    static string WithSuffix(string name, string suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
}
