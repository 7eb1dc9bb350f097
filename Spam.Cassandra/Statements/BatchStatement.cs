#nullable disable

namespace Cassandra;

/// <summary>Several statements that are sent together.</summary>
public class BatchStatement : Statement
{
    readonly List<Statement> _statements = [];
    RoutingKey _routingKey;
    string _keyspace;

    /// <summary>An empty logged batch.</summary>
    public BatchStatement()
    {
    }

    /// <summary>What the batch promises.</summary>
    public BatchType BatchType { get; private set; } = BatchType.Logged;

    /// <summary>Whether it holds no statement.</summary>
    public bool IsEmpty => _statements.Count == 0;

    /// <summary>The statements.</summary>
    public IEnumerable<IStatement> Statements => _statements;

    /// <summary>The key that was set, or that of the first statement that has one.</summary>
    public override RoutingKey RoutingKey => _routingKey ?? _statements.Select(statement => statement.RoutingKey).FirstOrDefault(key => key is not null);

    /// <inheritdoc/>
    public override string Keyspace
    {
        get => _keyspace ?? _statements.Select(statement => statement.Keyspace).FirstOrDefault(keyspace => keyspace is not null);
        internal set => _keyspace = value;
    }

    internal IReadOnlyList<Statement> Parts => _statements;

    /// <summary>Adds a statement: one given as text, or a bound one.</summary>
    public BatchStatement Add(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (statement is not (BoundStatement or RegularStatement))
            throw new ArgumentException($"A batch takes simple and bound statements; got {statement.GetType().Name}.", nameof(statement));
        if (_statements.Count == ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(statement), $"A batch holds at most {ushort.MaxValue} statements. Send several batches.");
        _statements.Add(statement);
        return this;
    }

    /// <summary>Sets what the batch promises.</summary>
    public BatchStatement SetBatchType(BatchType batchType)
    {
        BatchType = batchType;
        return this;
    }

    /// <summary>Sets the keyspace, for routing alone: version 4 sends none with a batch.</summary>
    public BatchStatement SetKeyspace(string name)
    {
        Keyspace = name;
        return this;
    }

    /// <summary>Sets the partition key by its encoded components.</summary>
    public BatchStatement SetRoutingKey(params RoutingKey[] routingKeyComponents)
    {
        _routingKey = routingKeyComponents is { Length: > 0 } ? RoutingKey.Compose(routingKeyComponents) : null;
        return this;
    }
}
