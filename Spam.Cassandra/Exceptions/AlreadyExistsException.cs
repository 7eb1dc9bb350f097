#nullable disable

namespace Cassandra;

/// <summary>The keyspace or table that was to be created is there (0x2400).</summary>
public class AlreadyExistsException : QueryValidationException
{
    /// <summary>An exception for a table, or for a keyspace where <paramref name="table"/> is null or empty.</summary>
    public AlreadyExistsException(string keyspace, string table)
        : base(string.IsNullOrEmpty(table) ? $"Keyspace {keyspace} already exists." : $"Table {keyspace}.{table} already exists.")
    {
        Keyspace = keyspace;
        Table = string.IsNullOrEmpty(table) ? null : table;
    }

    /// <summary>The keyspace.</summary>
    public string Keyspace { get; }

    /// <summary>The table; null where a keyspace was to be created.</summary>
    public string Table { get; }

    /// <summary>Whether a table was to be created.</summary>
    public bool WasTableCreation => Table != null;

    internal override bool QuotesServer => false;
}
