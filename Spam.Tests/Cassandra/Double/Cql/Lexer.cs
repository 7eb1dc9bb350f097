using System.Text.RegularExpressions;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>Cuts CQL into words.</summary>
static partial class Lexer
{
    static readonly (string Group, TokenKind Kind)[] _groups =
    [
        ("text", TokenKind.Text), ("quoted", TokenKind.QuotedName), ("uuid", TokenKind.Uuid), ("blob", TokenKind.Blob), ("duration", TokenKind.Duration),
        ("float", TokenKind.Float), ("integer", TokenKind.Integer), ("name", TokenKind.Name), ("marker", TokenKind.Marker), ("symbol", TokenKind.Symbol),
    ];

    public static List<Token> Cut(string cql)
    {
        var tokens = new List<Token>();
        var (line, start) = (1, 0);
        for (var match = Word().Match(cql); match.Success && match.Length > 0; match = match.NextMatch())
        {
            if (!match.Groups["space"].Success)
                tokens.Add(ToToken(match, line, match.Index - start));
            for (var at = match.Value.IndexOf('\n'); at >= 0; at = match.Value.IndexOf('\n', at + 1))
                (line, start) = (line + 1, match.Index + at + 1);
        }

        var end = tokens.Count == 0 ? new Token(TokenKind.End, "<EOF>", "<EOF>", 0, -1) : new(TokenKind.End, "<EOF>", "<EOF>", line, cql.Length - start);
        tokens.Add(end);
        return tokens;
    }

    static Token ToToken(Match match, int line, int column)
    {
        foreach (var (group, kind) in _groups)
        {
            if (!match.Groups[group].Success)
                continue;
            var raw = match.Value;
            var value = kind switch
            {
                TokenKind.Text when raw[0] == '$' => raw[2..^2],
                TokenKind.Text => raw[1..^1].Replace("''", "'", StringComparison.Ordinal),
                TokenKind.QuotedName => raw[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal),
                TokenKind.Marker => raw[1..].Trim().Trim('"'),
                TokenKind.Name => raw.ToLowerInvariant(),
                _ => raw,
            };
            return new(kind, value, raw, line, column);
        }

        throw new ServerError(ErrorCode.SYNTAX_ERROR, $"line {line}:{column} no viable alternative at character '{match.Value}'");
    }

    [GeneratedRegex("""
        (?<space>\s+|--[^\n]*|//[^\n]*|/\*.*?\*/)
        |(?<text>'(?:[^']|'')*'|\$\$.*?\$\$)
        |(?<quoted>"(?:[^"]|"")+")
        |(?<uuid>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})
        |(?<blob>0[xX][0-9a-fA-F]*)
        |(?<duration>-?(?:\d+(?:mo|ms|us|µs|ns|[ywdhmsYWDHMS]))+(?![A-Za-z0-9_])|-?P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?(?![A-Za-z0-9_])(?<=\d.))
        |(?<float>-?\d+(?:\.\d*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)|-?(?:NaN|Infinity)(?![A-Za-z0-9_]))
        |(?<integer>-?\d+)
        |(?<name>[A-Za-z][A-Za-z0-9_]*)
        |(?<marker>\?|:(?:[A-Za-z][A-Za-z0-9_]*|"[^"]+"))
        |(?<symbol><=|>=|!=|\+=|-=|[-+=<>(){}\[\],.;:*%])
        |(?<other>.)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
