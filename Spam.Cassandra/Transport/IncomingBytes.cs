using System.Buffers;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>Bytes that came and are not whole frames yet. The buffer grows with what came, never with what was announced.</summary>
sealed class IncomingBytes : IDisposable
{
    const int FirstSize = 32 << 10;

    byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    int _start, _end;

    /// <summary>Room for what comes next.</summary>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            if (_buffer.Length > 8 * FirstSize)
                Replace(FirstSize);
        }

        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            else
            {
                Replace(2 * _buffer.Length);
            }
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Says that so many bytes were put into the room.</summary>
    public void Came(int count) => _end += count;

    /// <summary>The next whole frame; false where more must come. Its bytes stay as they are until <see cref="Room"/> is called.</summary>
    public bool TryTake(bool anyVersion, out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        header = default;
        body = default;
        var here = _buffer.AsSpan(_start, _end - _start);
        if (here.Length < FrameHeader.Size)
            return false;

        header = FrameHeader.Read(here, anyVersion);
        if (here.Length - FrameHeader.Size < header.Length)
            return false;

        body = here.Slice(FrameHeader.Size, header.Length);
        _start += FrameHeader.Size + header.Length;
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    void Replace(int size)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(_start, _end - _start).CopyTo(other);
        (_start, _end) = (0, _end - _start);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
