#nullable disable

using System.Buffers.Binary;

namespace Cassandra;

/// <summary>The bytes of a partition key, by which a statement finds the nodes that hold its rows.</summary>
public class RoutingKey
{
    /// <summary>A key that has no bytes yet.</summary>
    public RoutingKey()
    {
    }

    /// <summary>A key of the given bytes.</summary>
    public RoutingKey(byte[] rawKey) => RawRoutingKey = rawKey;

    /// <summary>The bytes, as Cassandra hashes them.</summary>
    public byte[] RawRoutingKey { get; set; }

    /// <summary>One key of several components: each has a length of two bytes before it and a zero after it. Null where a component is too long for that.</summary>
    internal static RoutingKey Compose(IReadOnlyList<RoutingKey> components)
    {
        if (components.Count == 1)
            return components[0];

        var raw = new byte[components.Sum(component => component.RawRoutingKey.Length + 3)];
        var at = 0;
        foreach (var component in components)
        {
            var bytes = component.RawRoutingKey;
            if (bytes.Length > ushort.MaxValue)
                return null;
            BinaryPrimitives.WriteUInt16BigEndian(raw.AsSpan(at), (ushort)bytes.Length);
            bytes.CopyTo(raw, at + 2);
            at += bytes.Length + 3;
        }

        return new(raw);
    }
}
