namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>A literal: 'text', 12, 1.5, a uuid, 0xblob, true.</summary>
sealed record ConstantTerm(TokenKind Kind, string Text) : Term
{
    /// <summary>As the server names it in messages.</summary>
    public string KindName => Kind switch { TokenKind.Text => "STRING", TokenKind.Blob => "HEX", TokenKind.Name => "BOOLEAN", _ => Kind.ToString().ToUpperInvariant() };
}
