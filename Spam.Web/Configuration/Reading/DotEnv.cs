using System.Text.RegularExpressions;

namespace Spam.Web.Configuration.Reading;

/// <summary>Reads <c>.env</c> files as python-dotenv does, so that the workshop's files mean the same here.</summary>
/// <remarks>
/// <c>NAME=value</c> a line, <c>export</c> before it or not; in double quotes escapes count, in single quotes only <c>\'</c> and <c>\\</c>;
/// <c>${NAME}</c> and <c>${NAME:-default}</c> stand for values of the surroundings or of lines before, except in single quotes;
/// a <c>#</c> after a blank begins a comment; the last of equal names wins; a name alone has no value.
/// </remarks>
static partial class DotEnv
{
    [GeneratedRegex("""
        \G[^\S\r\n]*(?:export[^\S\r\n]+)?(?:'(?<name>[^']+)'|(?<name>[^=\#\s]+))[^\S\r\n]*
        (?:=[^\S\r\n]*(?:'(?<single>(?:\\'|[^'])*)'|"(?<double>(?:\\"|[^"])*)"|(?<plain>(?!['"])[^\r\n]*)))?
        [^\S\r\n]*(?:\#[^\r\n]*)?(?:\r\n|\n|\r|$)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Binding();

    [GeneratedRegex(@"\G\s*(#[^\r\n]*)?(\r\n|\n|\r|$)")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\$\{(?<name>[^}:]*)(?::-(?<default>[^}]*))?\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\\(?<meaning>[\\'""abfnrtv])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\\[\\']")]
    private static partial Regex SingleEscape();

    /// <summary>The values of a file.</summary>
    /// <param name="contents">What the file holds.</param>
    /// <param name="surroundings">The variables that references may name besides lines before, which win.</param>
    /// <exception cref="SettingsException">A line is none of the above; the message says which, and not what it holds.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string contents, IReadOnlyDictionary<string, string> surroundings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        var text = contents.TrimStart('\uFEFF');
        for (var start = 0; start < text.Length;)
        {
            if (Nothing().Match(text, start) is { Success: true, Length: > 0 } blank)
            {
                start += blank.Length;
            }
            else if (Binding().Match(text, start) is { Success: true } binding)
            {
                if (Value(binding, name => values.GetValueOrDefault(name) ?? surroundings.GetValueOrDefault(name)) is { } value)
                    values[binding.Groups["name"].Value] = value;
                start += binding.Length;
            }
            else
            {
                var line = text.AsSpan(0, start).Count('\n') + 1;
                problems.Add($".env, line {line}, is not NAME=value: put the value in double quotes, and \\ before a quote within it.");
                start = text.IndexOf('\n', start) is >= 0 and var end ? end + 1 : text.Length;
            }
        }

        return problems.Count == 0 ? values : throw new SettingsException(problems);
    }

    static string? Value(Match binding, Func<string, string?> find)
    {
        var groups = binding.Groups;
        if (groups["single"].Success)
            return SingleEscape().Replace(groups["single"].Value, match => match.Value[1..]);
        if (groups["double"].Success)
            return Expand(Escape().Replace(groups["double"].Value, match => Meaning(match.Groups["meaning"].Value[0])), find);
        if (!groups["plain"].Success)
            return null;

        var plain = groups["plain"].Value;
        for (var i = 1; i < plain.Length; i++)
        {
            if (plain[i] == '#' && char.IsWhiteSpace(plain[i - 1]))
                plain = plain[..i];
        }

        return Expand(plain.TrimEnd(), find);
    }

    static string Expand(string value, Func<string, string?> find)
        => Reference().Replace(value, match => find(match.Groups["name"].Value) ?? match.Groups["default"].Value);

    static string Meaning(char letter) => letter switch
    {
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'v' => "\v",
        _ => letter.ToString(),
    };
}
