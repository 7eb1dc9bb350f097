namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>INSERT, UPDATE or DELETE of one table.</summary>
abstract record ModificationStatement(TableName Table) : Statement
{
    public Term? Ttl { get; init; }

    public Term? Timestamp { get; init; }

    public bool IfExists { get; init; }

    public bool IfNotExists { get; init; }

    public IReadOnlyList<Condition> If { get; init; } = [];

    public bool IsConditional => IfExists || IfNotExists || If.Count > 0;
}
