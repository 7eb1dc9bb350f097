namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>What a word of CQL is.</summary>
enum TokenKind
{
    Name,
    QuotedName,
    Text,
    Integer,
    Float,
    Uuid,
    Blob,
    Duration,
    Marker,
    Symbol,
    End,
}
