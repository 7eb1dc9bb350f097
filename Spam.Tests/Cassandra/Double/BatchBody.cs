using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Reads the body of BATCH.</summary>
static class BatchBody
{
    public static (byte Kind, List<(string? Cql, byte[]? Id, Bound[] Values)> Parts, QueryOptions Options) Read(ref WireReader reader)
    {
        var kind = reader.Byte();
        if (kind > 2)
            throw ServerError.Protocol($"Invalid BATCH message type {kind}");
        var parts = new List<(string?, byte[]?, Bound[])>();
        for (var left = reader.Short(); left > 0; left--)
        {
            var isPrepared = reader.Byte() switch { 0 => false, 1 => true, var other => throw ServerError.Protocol($"Invalid query kind in BATCH messages. Must be 0 or 1 but got {other}") };
            var cql = isPrepared ? null : reader.LongString();
            var id = isPrepared ? reader.ShortBytes() : null;
            var values = new Bound[reader.Short()];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.Value();
            parts.Add((cql, id, values));
        }

        return (kind, parts, QueryOptions.ReadBatch(ref reader));
    }
}
