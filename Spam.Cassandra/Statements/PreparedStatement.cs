#nullable disable

using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>A statement that the server has parsed. It may be bound and executed any number of times, by any number of threads.</summary>
public class PreparedStatement
{
    readonly CqlType[] _types = [];
    readonly PreparedQuery _query;

    /// <summary>A statement of nothing, for tests that replace <see cref="Bind"/>.</summary>
    public PreparedStatement()
    {
    }

    internal PreparedStatement(PreparedQuery query)
    {
        _query = query;
        Variables = query.Variables;
        RoutingIndexes = query.KeyIndexes.Length > 0 ? query.KeyIndexes : null;
        _types = [.. query.Variables.Columns.Select(column => column.CqlType)];
    }

    /// <summary>What is to be bound.</summary>
    public RowSetMetadata Variables { get; }

    /// <summary>The partition key that was set; null where it is made of the bound values.</summary>
    public RoutingKey RoutingKey { get; private set; }

    /// <summary>Which variables make the partition key, in its order; null where they do not make it whole.</summary>
    public int[] RoutingIndexes { get; }

    /// <summary>The consistency of statements bound from now on; null for the cluster's own default.</summary>
    public ConsistencyLevel? ConsistencyLevel { get; private set; }

    /// <summary>Whether statements bound from now on may be done twice; null for the cluster's own default.</summary>
    public bool? IsIdempotent { get; private set; }

    /// <summary>The text.</summary>
    public string QueryString => _query?.Query;

    /// <summary>What the server knows it by.</summary>
    internal PreparedQuery Query => _query;

    /// <summary>Binds values by position, or by name where one anonymous object is given. Fewer values than variables leave the rest as it is in the table.</summary>
    /// <exception cref="ArgumentException">There are more values than variables.</exception>
    /// <exception cref="InvalidTypeException">A value is of a type that its column does not take.</exception>
    public virtual BoundStatement Bind(params object[] values) => new BoundStatement(this).With(values ?? [null], _types);

    /// <summary>Sets the consistency of statements bound from now on.</summary>
    public PreparedStatement SetConsistencyLevel(ConsistencyLevel consistency)
    {
        ConsistencyLevel = consistency;
        return this;
    }

    /// <summary>Sets whether statements bound from now on may be done twice.</summary>
    public PreparedStatement SetIdempotence(bool value)
    {
        IsIdempotent = value;
        return this;
    }

    /// <summary>Sets the partition key of all statements bound from now on.</summary>
    public PreparedStatement SetRoutingKey(params RoutingKey[] routingKeyComponents)
    {
        RoutingKey = routingKeyComponents is { Length: > 0 } ? RoutingKey.Compose(routingKeyComponents) : null;
        return this;
    }
}
