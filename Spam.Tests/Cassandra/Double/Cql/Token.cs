namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>A word of CQL: <paramref name="Value"/> is without quotes, names in lower case.</summary>
readonly record struct Token(TokenKind Kind, string Value, string Raw, int Line, int Column)
{
    /// <summary>Whether it is this word or sign.</summary>
    public bool Is(string word) => Kind is TokenKind.Name or TokenKind.Symbol && Value == word;
}
