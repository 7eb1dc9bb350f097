using System.Buffers.Binary;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>How long what a statement writes lives.</summary>
static class Lifetime
{
    const int Most = 630_720_000;

    /// <summary>The last second that the server can store.</summary>
    static readonly DateTimeOffset _last = new(2038, 1, 19, 3, 14, 6, TimeSpan.Zero);

    /// <summary>Seconds; 0 is for ever.</summary>
    public static int Of(ModificationStatement change, Table table, Values values, DateTimeOffset now)
    {
        var bytes = change.Ttl is null ? null : values.Of(change.Ttl, CqlType.Int, "[ttl]").Bytes;
        if (bytes is { Length: 0 })
            throw ServerError.Invalid("Invalid null value of TTL");
        var ttl = change.Ttl is null || bytes is null ? table.DefaultTtl : BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (ttl < 0)
            throw ServerError.Invalid($"A TTL must be greater or equal to 0, but was {ttl}");
        if (ttl > Most)
            throw ServerError.Invalid($"ttl is too large. requested ({ttl}) maximum ({Most})");
        if (ttl > 0 && now.AddSeconds(ttl) > _last)
        {
            throw ServerError.Invalid(
                $"Request on table {table.Keyspace}.{table.Name} with ttl of {ttl} seconds exceeds maximum supported expiration date of 2038-01-19T03:14:06+00:00.");
        }

        return ttl;
    }
}
