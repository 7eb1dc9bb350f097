namespace Spam.Cassandra.Protocol;

/// <summary>What changed in the schema.</summary>
/// <param name="Change">CREATED, UPDATED or DROPPED.</param>
/// <param name="Target">KEYSPACE, TABLE, TYPE, FUNCTION or AGGREGATE.</param>
/// <param name="Keyspace">Its keyspace.</param>
/// <param name="Name">Its name; null for a keyspace.</param>
/// <param name="Arguments">The types of a function's arguments; null for what has none.</param>
sealed record SchemaChange(string Change, string Target, string Keyspace, string? Name, string[]? Arguments)
{
    public static SchemaChange Read(ref FrameReader reader)
    {
        var (change, target, keyspace) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        return target switch
        {
            "KEYSPACE" => new(change, target, keyspace, null, null),
            "TABLE" or "TYPE" => new(change, target, keyspace, reader.ReadString(), null),
            "FUNCTION" or "AGGREGATE" => new(change, target, keyspace, reader.ReadString(), reader.ReadStringList()),
            _ => throw new ProtocolException("A schema change has a target that version 4 of the protocol does not know."),
        };
    }
}
