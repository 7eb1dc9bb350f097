using System.Collections.Concurrent;
using System.Text;

namespace Spam.Tests.Train.Bulk;

/// <summary>A pipe: what one side writes, the other reads, and waits for.</summary>
sealed class Conversation : Stream
{
    readonly BlockingCollection<byte[]> _written = [];
    byte[] _rest = [];
    Exception? _failure;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>No more is to come.</summary>
    public void End() => _written.CompleteAdding();

    /// <summary>Reading on fails.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        End();
    }

    /// <summary>The next line.</summary>
    public string ReadLine()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (Read(one) == 1 && one[0] != '\n')
            line.Add(one[0]);
        return Encoding.UTF8.GetString([.. line]);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_rest.Length == 0)
        {
            if (!_written.TryTake(out var next, Timeout.Infinite))
                return _failure is null ? 0 : throw _failure;
            _rest = next;
        }

        var length = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, length).CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => _written.Add(buffer.ToArray());

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
