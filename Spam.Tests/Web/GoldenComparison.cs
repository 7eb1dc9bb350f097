using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spam.Tests.Web;

/// <summary>Compares an answer with a recorded one: status, headers, framing and every byte of the body.</summary>
static class GoldenComparison
{
    const double ProbabilityTolerance = 1e-6; // stated beside the golden data

    static readonly HashSet<string> _notRecorded = ["date", "server", "connection"];

    static readonly Dictionary<string, string> _patterns = new()
    {
        ["started_at"] = @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}",
        ["called_at"] = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
        ["probability"] = @"[-+.e0-9]+",
    };

    /// <summary>What differs; nothing where the answers are equal.</summary>
    /// <param name="expected">The recorded answer.</param>
    /// <param name="actual">What came.</param>
    /// <param name="added">Headers that are ours, each with the values that it may have, or a pattern that begins with ^.</param>
    public static IReadOnlyList<string> Differences(JsonElement expected, RawAnswer actual, JsonElement added)
    {
        var differences = new List<string>();
        if (expected.TryGetProperty("closed_without_answer", out _))
        {
            Compare(differences, "status", 0, actual.Status);
            return differences;
        }

        Compare(differences, "status", expected.GetProperty("status").GetInt32(), actual.Status);
        Compare(differences, "whole", !expected.TryGetProperty("cut", out _), actual.IsWhole);
        Compare(differences, "interim", Integers(expected, "interim"), string.Join(",", actual.Interim));
        if (expected.TryGetProperty("chunks", out var chunks) && !IsHead(actual))
            Compare(differences, "chunks", chunks.GetInt32(), actual.Chunks?.Count ?? -1);
        CompareHeaders(differences, expected, actual, added);
        if (!expected.TryGetProperty("body_not_kept", out _))
            CompareBody(differences, expected, actual);
        return differences;
    }

    static bool IsHead(RawAnswer actual) => actual.Chunks is null && actual.Headers.ContainsKey("transfer-encoding");

    static void CompareHeaders(List<string> differences, JsonElement expected, RawAnswer actual, JsonElement added)
    {
        var wanted = expected.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);
        foreach (var (name, value) in wanted)
            Compare(differences, name, value, actual.Headers.GetValueOrDefault(name) ?? "(absent)");
        var lengthVaries = expected.TryGetProperty("variable", out _) || expected.TryGetProperty("body_not_kept", out _);
        foreach (var (name, value) in actual.Headers)
        {
            if (wanted.ContainsKey(name) || _notRecorded.Contains(name) || (name == "content-length" && lengthVaries))
                continue;
            if (!added.TryGetProperty(name, out var values) || !values.EnumerateArray().Any(allowed => Allows(allowed.GetString()!, value)))
                differences.Add($"{name} is there: {value}");
        }
    }

    // A value that varies is given as a pattern.
    static bool Allows(string allowed, string value) => allowed.StartsWith('^') ? Regex.IsMatch(value, allowed) : value == allowed;

    static void CompareBody(List<string> differences, JsonElement expected, RawAnswer actual)
    {
        if (!expected.TryGetProperty("variable", out _))
        {
            if (!actual.Body.AsSpan().SequenceEqual(GoldenRequest.BodyOf(expected) ?? []))
                differences.Add($"body: expected {Shortened(GoldenRequest.Joined(expected, "body") ?? "")}, got {Shortened(actual.Text)}");
            return;
        }

        var text = GoldenRequest.Joined(expected, "body")!; // whatever varies is part of a text
        var pattern = _patterns.Aggregate(Regex.Escape(text), (regex, variable) => regex.Replace($@"\{{\{{{variable.Key}}}}}", $"({variable.Value})", StringComparison.Ordinal));
        var match = Regex.Match(actual.Text, $@"\A{pattern}\z");
        if (!match.Success)
            differences.Add($"body: expected {Shortened(text)}, got {Shortened(actual.Text)}");
        else if (expected.GetProperty("variable")[0].GetString() == "probability")
            CompareValues(differences, expected.GetProperty("values"), match);
    }

    static void CompareValues(List<string> differences, JsonElement values, Match match)
    {
        Compare(differences, "number of values", values.GetArrayLength(), match.Groups.Count - 1);
        foreach (var (value, group) in values.EnumerateArray().Zip(match.Groups.Values.Skip(1)))
        {
            var (wanted, got) = (double.Parse(value.GetString()!, CultureInfo.InvariantCulture), double.Parse(group.Value, CultureInfo.InvariantCulture));
            if (!(Math.Abs(wanted - got) <= ProbabilityTolerance))
                differences.Add($"value: expected {wanted:R}, got {got:R}");
        }
    }

    static void Compare<T>(List<string> differences, string what, T expected, T actual)
    {
        if (!Equals(expected, actual))
            differences.Add($"{what}: expected {expected}, got {actual}");
    }

    static string Integers(JsonElement element, string name)
        => element.TryGetProperty(name, out var list) ? string.Join(",", list.EnumerateArray().Select(item => item.GetInt32())) : "";

    static string Shortened(string text) => text.Length <= 600 ? text : $"{text[..600]}… ({text.Length} characters)";
}
