namespace Spam.Tests.Keras.Saving;

/// <summary>A stream that fails when a number of bytes was written to it, as a full disk does.</summary>
/// <param name="inner">Where the bytes before that go.</param>
/// <param name="left">How many bytes go through.</param>
/// <param name="atCut">Looks at what is there when it fails.</param>
sealed class CutStream(Stream inner, long left, Action atCut) : Stream
{
    long _left = left;

    public override bool CanRead => false;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length <= _left)
        {
            inner.Write(buffer);
            _left -= buffer.Length;
            return;
        }

        inner.Write(buffer[..(int)_left]);
        inner.Flush();
        _left = 0;
        atCut();
        throw new IOException("The disk is full.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
