using System.Buffers;
using System.Buffers.Binary;

namespace Spam.Cassandra.Transport;

/// <summary>Frames that wait to be written. What came while the last batch was on its way leaves as one batch. Guarded by its connection's lock.</summary>
sealed class OutgoingBytes
{
    const int FirstSize = 16 << 10, KeptSize = 256 << 10;

    byte[] _filling = ArrayPool<byte>.Shared.Rent(FirstSize);
    byte[] _leaving = ArrayPool<byte>.Shared.Rent(FirstSize);
    int _filled;

    /// <summary>How many bytes were added in all.</summary>
    public long Added { get; private set; }

    /// <summary>How many bytes were handed to the socket in all.</summary>
    public long Taken { get; private set; }

    /// <summary>Adds a frame, with its stream id.</summary>
    public void Add(ReadOnlySpan<byte> frame, short stream)
    {
        if (_filling.Length - _filled < frame.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_filled + frame.Length, 2 * _filling.Length));
            _filling.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_filling);
            _filling = larger;
        }

        var room = _filling.AsSpan(_filled);
        frame.CopyTo(room);
        BinaryPrimitives.WriteInt16BigEndian(room[2..], stream);
        _filled += frame.Length;
        Added += frame.Length;
    }

    /// <summary>Takes all that waits. The bytes stay as they are until the next call.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (_leaving.Length > KeptSize)
        {
            ArrayPool<byte>.Shared.Return(_leaving);
            _leaving = ArrayPool<byte>.Shared.Rent(FirstSize);
        }

        (_filling, _leaving) = (_leaving, _filling);
        var taken = _leaving.AsMemory(0, _filled);
        _filled = 0;
        Taken = Added;
        return taken;
    }
}
