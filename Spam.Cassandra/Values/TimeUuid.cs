#nullable disable

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cassandra;

/// <summary>A UUID of version 1: a moment in steps of 100 ns, a clock sequence and a node.</summary>
public readonly struct TimeUuid : IEquatable<TimeUuid>, IComparable<TimeUuid>
{
    /// <summary>The Gregorian calendar began here, and with it the count of these ids.</summary>
    static readonly long _gregorianTicks = new DateTime(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc).Ticks;
    static readonly byte[] _node = RandomNumberGenerator.GetBytes(6);
    static readonly byte[] _clock = RandomNumberGenerator.GetBytes(2);
    static long _lastTicks;

    readonly Guid _value;

    TimeUuid(Guid value) => _value = value;

    TimeUuid(ReadOnlySpan<byte> node, ReadOnlySpan<byte> clock, long ticks)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)ticks);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)(ticks >> 32));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)((ticks >> 48 & 0x0FFF) | 0x1000));
        bytes[8] = (byte)((clock[0] & 0x3F) | 0x80);
        bytes[9] = clock[1];
        node.CopyTo(bytes[10..]);
        _value = new(bytes, bigEndian: true);
    }

    /// <summary>An id for now. Ids of one process never repeat: within 100 ns the next takes the next step.</summary>
    public static TimeUuid NewId()
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastTicks);
            var next = Math.Max(DateTimeOffset.UtcNow.UtcTicks - _gregorianTicks, last + 1);
            if (Interlocked.CompareExchange(ref _lastTicks, next, last) == last)
                return new(_node, _clock, next);
        }
    }

    /// <summary>An id for a moment, with this process's node and a random clock sequence, so that two ids of one moment differ.</summary>
    public static TimeUuid NewId(DateTimeOffset date) => new(_node, RandomNumberGenerator.GetBytes(2), Ticks(date));

    /// <summary>An id of the given parts.</summary>
    /// <param name="nodeId">6 bytes.</param>
    /// <param name="clockId">2 bytes, of which the two highest bits are replaced by the variant.</param>
    /// <param name="date">The moment.</param>
    public static TimeUuid NewId(byte[] nodeId, byte[] clockId, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(nodeId);
        ArgumentNullException.ThrowIfNull(clockId);
        if (nodeId.Length != 6)
            throw new ArgumentException($"A node id has 6 bytes; got {nodeId.Length}.", nameof(nodeId));
        if (clockId.Length != 2)
            throw new ArgumentException($"A clock id has 2 bytes; got {clockId.Length}.", nameof(clockId));
        return new(nodeId, clockId, Ticks(date));
    }

    /// <summary>The smallest id of a moment in Cassandra's order, which compares these bytes as signed.</summary>
    public static TimeUuid Min(DateTimeOffset date) => new([0x80, 0x80, 0x80, 0x80, 0x80, 0x80], [0x80, 0x80], Ticks(date));

    /// <summary>The largest id of a moment in Cassandra's order.</summary>
    public static TimeUuid Max(DateTimeOffset date) => new([0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F], [0x7F, 0x7F], Ticks(date));

    /// <summary>Reads the text of a UUID.</summary>
    public static TimeUuid Parse(string input) => new(Guid.Parse(input));

    /// <summary>The moment that the id carries.</summary>
    public DateTimeOffset GetDate() => new(TimestampTicks() + _gregorianTicks, TimeSpan.Zero);

    /// <summary>The same id as a <see cref="Guid"/>.</summary>
    public Guid ToGuid() => _value;

    /// <summary>The 16 bytes in the order of <see cref="Guid.ToByteArray()"/>.</summary>
    public byte[] ToByteArray() => _value.ToByteArray();

    /// <summary>Compares as Cassandra does: by time, then by the remaining bytes as signed numbers.</summary>
    public int CompareTo(TimeUuid other)
    {
        var byTime = TimestampTicks().CompareTo(other.TimestampTicks());
        if (byTime != 0)
            return byTime;

        Span<byte> mine = stackalloc byte[16], theirs = stackalloc byte[16];
        _value.TryWriteBytes(mine, bigEndian: true, out _);
        other._value.TryWriteBytes(theirs, bigEndian: true, out _);
        return MemoryMarshal.Cast<byte, sbyte>(mine[8..]).SequenceCompareTo(MemoryMarshal.Cast<byte, sbyte>(theirs[8..]));
    }

    /// <summary>Whether both are the same id.</summary>
    public bool Equals(TimeUuid other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is TimeUuid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _value.ToString();

    /// <summary>The text in a format of <see cref="Guid.ToString(string)"/>.</summary>
    public string ToString(string format) => _value.ToString(format);

    /// <summary>The text in a format of <see cref="Guid.ToString(string)"/>.</summary>
    public string ToString(string format, IFormatProvider provider) => _value.ToString(format, provider);

    /// <summary>The same id as a <see cref="Guid"/>.</summary>
    public static implicit operator Guid(TimeUuid value) => value._value;

    /// <summary>The same id; the version is not checked.</summary>
    public static implicit operator TimeUuid(Guid value) => new(value);

    /// <summary>Whether both are the same id.</summary>
    public static bool operator ==(TimeUuid id1, TimeUuid id2) => id1.Equals(id2);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TimeUuid id1, TimeUuid id2) => !id1.Equals(id2);

    static long Ticks(DateTimeOffset date) => date.UtcTicks - _gregorianTicks;

    long TimestampTicks()
    {
        Span<byte> bytes = stackalloc byte[16];
        _value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (long)(BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0FFF) << 48
            | (long)BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) << 32
            | BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
