using System.Buffers;
using System.Diagnostics;

namespace Spam.Web.Http;

/// <summary>
/// Reads the trace that a caller's <c>traceparent</c> says. One that is malformed is as good as none; of a version to come what is known of this one counts.
/// </summary>
/// <remarks>Source: W3C Trace Context, section 3.2.2. .NET's own reader gives up on flags and versions to come.</remarks>
sealed class TraceContext : DistributedContextPropagator
{
    const string Header = "traceparent";
    const int Length = 55; // 00-<32 digits>-<16 digits>-<2 digits>
    const string NoTrace = "00000000000000000000000000000000", NoParent = "0000000000000000";

    static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdef");

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; } = [Header];

    /// <summary>The trace in the form of version 00, or null where there is none.</summary>
    public static string? Read(string? traceparent)
    {
        if (traceparent is not { Length: >= Length } || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-')
            return null;
        var (version, trace, parent, flags) = (traceparent[..2], traceparent[3..35], traceparent[36..52], traceparent[53..Length]);
        if (!IsHex(version) || !IsHex(trace) || !IsHex(parent) || !IsHex(flags) || version == "ff" || trace == NoTrace || parent == NoParent)
            return null;
        if (traceparent.Length > Length && (version == "00" || traceparent[Length] != '-'))
            return null;
        var isSampled = (Convert.ToByte(flags, 16) & 1) == 1; // the only flag that is known
        return $"00-{trace}-{parent}-{(isSampled ? "01" : "00")}";
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceState = null; // nothing here reads it, and nothing is called further on
        string? value = null;
        IEnumerable<string>? values = null;
        getter?.Invoke(carrier, Header, out value, out values);
        traceId = Read(value ?? (values?.Count() == 1 ? values.First() : null)); // of several none counts
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    /// <summary>Nothing: the service calls nobody on whose side the trace would go on.</summary>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
    }

    static bool IsHex(ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept(_hex);
}
