#nullable disable

using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>A statement given as text, with or without values. Types of values are guessed from their CLR types: prepare statements that run more than once.</summary>
public class SimpleStatement : RegularStatement
{
    string _query;
    RoutingKey _routingKey;
    readonly string[] _names;
    object[] _routingValues;

    /// <summary>A statement whose text is set later.</summary>
    public SimpleStatement()
    {
    }

    /// <summary>A statement without values.</summary>
    public SimpleStatement(string query) => _query = query;

    /// <summary>A statement with values by position, or by name where one anonymous object is given.</summary>
    public SimpleStatement(string query, params object[] values)
    {
        _query = query;
        if (values is [{ } only] && AnonymousValues.TryRead(only, out var names, out var members))
            (_names, QueryValues) = (names, members);
        else
            QueryValues = values;
    }

    /// <summary>A statement with values by name. Names are written in lower case, as Cassandra reads names that are not quoted.</summary>
    public SimpleStatement(IDictionary<string, object> valuesDictionary, string query)
    {
        ArgumentNullException.ThrowIfNull(valuesDictionary);
        _query = query;
        _names = [.. valuesDictionary.Keys.Select(name => name.ToLowerInvariant())];
        QueryValues = [.. valuesDictionary.Values];
    }

    /// <inheritdoc/>
    public override string QueryString => _query;

    /// <inheritdoc/>
    public override RoutingKey RoutingKey
        => _routingKey ?? (_routingValues is null ? null : RoutingKey.Compose([.. _routingValues.Select(value => new RoutingKey(Encode(value)))]));

    /// <summary>Sets the text.</summary>
    public SimpleStatement SetQueryString(string queryString)
    {
        _query = queryString;
        return this;
    }

    /// <summary>Sets the keyspace, for routing alone: version 4 sends none with a statement.</summary>
    public SimpleStatement SetKeyspace(string name)
    {
        Keyspace = name;
        return this;
    }

    /// <summary>Sets the partition key by its encoded components.</summary>
    public SimpleStatement SetRoutingKey(params RoutingKey[] routingKeyComponents)
    {
        _routingKey = routingKeyComponents is { Length: > 0 } ? RoutingKey.Compose(routingKeyComponents) : null;
        return this;
    }

    /// <summary>Sets the partition key by the values of its components.</summary>
    public SimpleStatement SetRoutingValues(params object[] keys)
    {
        _routingValues = keys is { Length: > 0 } ? keys : null;
        return this;
    }

    /// <summary>The values as the wire has them; null where there are none.</summary>
    internal BoundValues? Encode()
        => QueryValues is not { Length: > 0 } values ? null
            : _names is null ? BoundValues.Of(values, null)
            : BoundValues.Of(_names, values);

    static byte[] Encode(object value)
    {
        using var writer = FrameWriter.Rent();
        ValueWriter.Write(writer, null, value);
        return writer.Written[4..].ToArray();
    }
}
