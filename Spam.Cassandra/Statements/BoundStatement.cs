#nullable disable

using System.Buffers.Binary;
using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>A prepared statement with its values.</summary>
public class BoundStatement : Statement
{
    RoutingKey _routingKey;
    string _keyspace;

    /// <summary>A statement of nothing, for tests.</summary>
    public BoundStatement()
    {
    }

    /// <summary>A prepared statement without values.</summary>
    public BoundStatement(PreparedStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        PreparedStatement = statement;
        _routingKey = statement.RoutingKey;
        if (statement.ConsistencyLevel is { } consistency)
            SetConsistencyLevel(consistency);
        if (statement.IsIdempotent is { } idempotent)
            SetIdempotence(idempotent);
    }

    /// <summary>What was bound.</summary>
    public PreparedStatement PreparedStatement { get; }

    /// <inheritdoc/>
    public override RoutingKey RoutingKey => _routingKey ??= MakeRoutingKey();

    /// <inheritdoc/>
    public override string Keyspace
    {
        get => _keyspace ?? (PreparedStatement?.Variables?.Columns is { Length: > 0 } columns ? columns[0].Keyspace : PreparedStatement?.Query?.Keyspace);
        internal set => _keyspace = value;
    }

    /// <summary>The values as the wire has them: written when they were bound.</summary>
    internal BoundValues Values { get; private set; } = BoundValues.None;

    /// <summary>Sets the partition key by its encoded components.</summary>
    public BoundStatement SetRoutingKey(params RoutingKey[] routingKeyComponents)
    {
        _routingKey = routingKeyComponents is { Length: > 0 } ? RoutingKey.Compose(routingKeyComponents) : null;
        return this;
    }

    internal BoundStatement With(object[] values, CqlType[] types)
    {
        if (values is [{ } only] && AnonymousValues.TryRead(only, out var names, out var members))
            values = ByName(names, members);
        if (values.Length > types.Length)
            throw new ArgumentException($"{values.Length} values were given for the {types.Length} variables of the prepared statement.", nameof(values));

        QueryValues = values;
        Values = BoundValues.Of(values, types);
        return this;
    }

    object[] ByName(string[] names, object[] members)
    {
        var columns = PreparedStatement.Variables.Columns;
        var values = new object[columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var place = Array.FindIndex(names, name => string.Equals(name, columns[i].Name, StringComparison.OrdinalIgnoreCase));
            values[i] = place < 0 ? Unset.Value : members[place];
        }

        return values;
    }

    RoutingKey MakeRoutingKey()
    {
        if (PreparedStatement?.RoutingIndexes is not { } indexes || Values.Count == 0)
            return null;

        var ranges = new Range[indexes.Length];
        var size = 0;
        for (var i = 0; i < indexes.Length; i++)
        {
            if (!Values.TryFind(indexes[i], out ranges[i]))
                return null; // a key without a component: the server says what is wrong
            var length = ranges[i].End.Value - ranges[i].Start.Value;
            if (length > ushort.MaxValue)
                return null;
            size += length + 3;
        }

        if (indexes.Length == 1)
            return new(Values.Bytes[ranges[0]]);

        var raw = new byte[size];
        var at = 0;
        foreach (var range in ranges)
        {
            var component = Values.Bytes.AsSpan(range);
            BinaryPrimitives.WriteUInt16BigEndian(raw.AsSpan(at), (ushort)component.Length);
            component.CopyTo(raw.AsSpan(at + 2));
            at += component.Length + 3;
        }

        return new(raw);
    }
}
