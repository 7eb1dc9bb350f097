using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Writes the protocol's notations into a buffer that grows and is used again.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 3.</remarks>
sealed class FrameWriter : IDisposable
{
    const int FirstSize = 512, KeptSize = 64 << 10;

    /// <summary>Text that is not valid UTF-16 has no UTF-8: written with a replacement character it would become the key of another text.</summary>
    static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [ThreadStatic]
    static FrameWriter? _spare;

    byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);

    FrameWriter()
    {
    }

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>An empty writer: the one that this thread used last, or a new one.</summary>
    public static FrameWriter Rent()
    {
        var writer = _spare ?? new();
        _spare = null;
        return writer;
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        Length = 0;
        if (_buffer.Length > KeptSize)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        }

        _spare = this;
    }

    public void WriteByte(byte value) => Extend(1)[0] = value;

    public void WriteShort(int value) => BinaryPrimitives.WriteUInt16BigEndian(Extend(2), checked((ushort)value));

    public void WriteInt(int value) => BinaryPrimitives.WriteInt32BigEndian(Extend(4), value);

    public void WriteLong(long value) => BinaryPrimitives.WriteInt64BigEndian(Extend(8), value);

    public void WriteUuid(Guid value) => value.TryWriteBytes(Extend(16), bigEndian: true, out _);

    public void WriteConsistency(ConsistencyLevel value) => WriteShort((int)value);

    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    public void WriteString(string text)
    {
        var at = Reserve(2);
        WriteText(text);
        var length = Length - at - 2;
        if (length > ushort.MaxValue)
            throw new RequestInvalidException($"A name or option of {length} bytes is longer than the {ushort.MaxValue} that the protocol carries.");
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), (ushort)length);
    }

    public void WriteLongString(string text)
    {
        var at = Reserve(4);
        WriteText(text);
        PatchLength(at);
    }

    /// <summary>The UTF-8 bytes alone.</summary>
    /// <exception cref="InvalidTypeException">The text is not valid UTF-16.</exception>
    public void WriteText(string text)
    {
        try
        {
            // Small texts take their worst case; large ones are measured first.
            var room = text.Length <= 1024 ? _strict.GetMaxByteCount(text.Length) : _strict.GetByteCount(text);
            Ensure(room);
            Length += _strict.GetBytes(text, _buffer.AsSpan(Length));
        }
        catch (EncoderFallbackException)
        {
            // Not the cause's message: it says where in the text.
            throw new InvalidTypeException("A text has half of a surrogate pair alone, so it has no UTF-8. Store a hash of it, or its bytes.");
        }
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteInt(bytes.Length);
        WriteRaw(bytes);
    }

    public void WriteShortBytes(ReadOnlySpan<byte> bytes)
    {
        WriteShort(bytes.Length);
        WriteRaw(bytes);
    }

    public void WriteStringList(IReadOnlyCollection<string> strings)
    {
        WriteShort(strings.Count);
        foreach (var text in strings)
            WriteString(text);
    }

    public void WriteStringMap(IReadOnlyDictionary<string, string> map)
    {
        WriteShort(map.Count);
        foreach (var (key, value) in map)
        {
            WriteString(key);
            WriteString(value);
        }
    }

    public void WriteBytesMap(IDictionary<string, byte[]> map)
    {
        WriteShort(map.Count);
        foreach (var (key, value) in map)
        {
            WriteString(key);
            if (value is null)
                WriteInt(-1);
            else
                WriteBytes(value);
        }
    }

    /// <summary>Leaves room, and says where it is.</summary>
    public int Reserve(int count)
    {
        var at = Length;
        Extend(count);
        return at;
    }

    /// <summary>Writes at <paramref name="at"/> how many bytes came after the four there.</summary>
    public void PatchLength(int at) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(at), Length - at - 4);

    public void PatchInt(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(at), value);

    public void PatchHeader(int at, FrameHeader header) => header.Write(_buffer.AsSpan(at));

    /// <summary>Forgets what came after <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    Span<byte> Extend(int count)
    {
        Ensure(count);
        var room = _buffer.AsSpan(Length, count);
        Length += count;
        return room;
    }

    void Ensure(int count)
    {
        if (count <= _buffer.Length - Length)
            return;
        if ((long)Length + count > FrameHeader.MaxRequestLength)
            throw new RequestInvalidException($"A request of more than {FrameHeader.MaxRequestLength} bytes does not fit in a frame. Send it in parts.");

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, 2 * _buffer.Length));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
