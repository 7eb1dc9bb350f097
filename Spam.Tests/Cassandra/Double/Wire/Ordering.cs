using System.Buffers.Binary;

namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>The order of a type's values, from their bytes.</summary>
static class Ordering
{
    public static int Compare(CqlType type, byte[] left, byte[] right)
    {
        if (left.Length == 0 || right.Length == 0)
            return left.Length.CompareTo(right.Length);
        return type.Id switch
        {
            TypeId.Int => BinaryPrimitives.ReadInt32BigEndian(left).CompareTo(BinaryPrimitives.ReadInt32BigEndian(right)),
            TypeId.Bigint or TypeId.Counter or TypeId.Timestamp => BinaryPrimitives.ReadInt64BigEndian(left).CompareTo(BinaryPrimitives.ReadInt64BigEndian(right)),
            TypeId.Smallint => BinaryPrimitives.ReadInt16BigEndian(left).CompareTo(BinaryPrimitives.ReadInt16BigEndian(right)),
            TypeId.Tinyint => ((sbyte)left[0]).CompareTo((sbyte)right[0]),
            TypeId.Float => BinaryPrimitives.ReadSingleBigEndian(left).CompareTo(BinaryPrimitives.ReadSingleBigEndian(right)),
            TypeId.Double => BinaryPrimitives.ReadDoubleBigEndian(left).CompareTo(BinaryPrimitives.ReadDoubleBigEndian(right)),
            TypeId.Varint => new System.Numerics.BigInteger(left, isBigEndian: true).CompareTo(new System.Numerics.BigInteger(right, isBigEndian: true)),
            TypeId.Timeuuid => CompareTimes(left, right),
            TypeId.Uuid when left[6] >> 4 != right[6] >> 4 => (left[6] >> 4).CompareTo(right[6] >> 4),
            TypeId.Uuid when left[6] >> 4 == 1 => CompareTimes(left, right),
            _ => left.AsSpan().SequenceCompareTo(right),
        };
    }

    /// <summary>By time; equal times by the other bytes, signed.</summary>
    static int CompareTimes(byte[] left, byte[] right)
    {
        var order = Time(left).CompareTo(Time(right));
        for (var i = 8; order == 0 && i < 16; i++)
            order = ((sbyte)left[i]).CompareTo((sbyte)right[i]);
        return order;
    }

    static ulong Time(byte[] uuid)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(uuid);
        return (bits & 0x0FFF) << 48 | (bits >> 16 & 0xFFFF) << 32 | bits >> 32;
    }
}
