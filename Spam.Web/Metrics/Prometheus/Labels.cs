using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Spam.Web.Metrics.Prometheus;

/// <summary>What of an instrument's tags becomes labels, and how they are written.</summary>
/// <remarks>Source: Prometheus, Exposition formats, text format 0.0.4.</remarks>
static class Labels
{
    /// <summary>The labels of what comes when a family has as many series as it may.</summary>
    public const string Overflow = "overflow=\"true\"";

    // Every one has few values: no addresses, no paths, no texts. A tag that is not here is left out, and what differs in it alone is added up.
    static readonly FrozenSet<string> _kept = FrozenSet.Create(
        StringComparer.Ordinal,
        "http.request.method", "http.route", "http.response.status_code", "error.type", "network.transport", "network.type", "tls.protocol.version",
        "gc.heap.generation", "cpu.mode", "aspnetcore.rate_limiting.policy", "aspnetcore.rate_limiting.result",
        "model", "version", "label", "sha256", "result", "op", "outcome", "reason");

    /// <summary>Whether a tag becomes a label: one without a value is as good as none.</summary>
    public static bool Keeps(in KeyValuePair<string, object?> tag) => tag.Value is not null && _kept.Contains(tag.Key);

    /// <summary>The tags that become labels, in the order of their names. Of two that are called the same, the first: a line with both could not be read.</summary>
    public static KeyValuePair<string, object?>[] Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kept = new List<KeyValuePair<string, object?>>(tags.Length);
        foreach (ref readonly var tag in tags)
        {
            if (Keeps(tag) && !kept.Exists(Same(tag.Key)))
                kept.Add(tag);
        }

        kept.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return [.. kept];
    }

    /// <summary><c>method="GET",status="200"</c>.</summary>
    public static string Write(IReadOnlyList<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : "").Append(MetricName.Clean(name)).Append("=\"");
            foreach (var character in Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                Escape(text, character);
            text.Append('"');
        }

        return text.ToString();
    }

    static Predicate<KeyValuePair<string, object?>> Same(string name) => tag => MetricName.Clean(tag.Key) == MetricName.Clean(name);

    static void Escape(StringBuilder text, char character)
    {
        switch (character)
        {
            case '\\':
                text.Append("\\\\");
                break;
            case '"':
                text.Append("\\\"");
                break;
            case '\n':
                text.Append("\\n");
                break;
            default:
                text.Append(character);
                break;
        }
    }
}
