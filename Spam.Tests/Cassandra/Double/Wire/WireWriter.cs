using System.Buffers.Binary;
using System.Text;

namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>Writes the protocol's notations, big-endian.</summary>
sealed class WireWriter
{
    byte[] _buffer = new byte[256];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public WireWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public WireWriter Short(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);
        return this;
    }

    public WireWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), value);
        return this;
    }

    public WireWriter Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
        return this;
    }

    public WireWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    public WireWriter String(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Short(count);
        Encoding.UTF8.GetBytes(text, Take(count));
        return this;
    }

    /// <summary>[bytes]: four bytes of length, or -1 for null.</summary>
    public WireWriter Bytes(byte[]? bytes) => bytes is null ? Int(-1) : Int(bytes.Length).Raw(bytes);

    public WireWriter ShortBytes(byte[] bytes) => Short(bytes.Length).Raw(bytes);

    public WireWriter Strings(IReadOnlyCollection<string> texts)
    {
        Short(texts.Count);
        foreach (var text in texts)
            String(text);
        return this;
    }

    /// <summary>Puts a number where four bytes were written before.</summary>
    public void Patch(int position, int value) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(position, 4), value);

    public void Clear() => Length = 0;

    Span<byte> Take(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
