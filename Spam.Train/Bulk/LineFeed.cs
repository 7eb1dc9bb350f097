namespace Spam.Train.Bulk;

/// <summary>Reads a stream and hands whole lines on as soon as they are there.</summary>
sealed class LineFeed(Stream input, BatchQueue queue, int longestLine)
{
    /// <summary>So much of a line above the limit is looked at for its id.</summary>
    public const int CutBytes = 4 << 10;

    const int ReadBytes = 64 << 10; // what a pipe holds

    byte[] _buffer = new byte[Math.Min(ReadBytes, longestLine + 1)]; // never longer than the limit and a line feed: so no whole line in it is too long
    int _length;

    /// <summary>Reads to the end, or until the queue stops.</summary>
    public void Run()
    {
        try
        {
            var goesOn = true;
            while (goesOn && Fill())
                goesOn = HandOn();
            if (goesOn && _length > 0)
                queue.Add(_buffer.AsSpan(0, _length)); // a last line without a line feed
            queue.End();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            queue.End(cause);
        }
    }

    bool Fill()
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(2L * _length, longestLine + 1L));
        var length = input.Read(_buffer.AsSpan(_length));
        _length += length;
        return length > 0;
    }

    bool HandOn()
    {
        var end = _buffer.AsSpan(0, _length).LastIndexOf((byte)'\n') + 1;
        if (end == 0)
            return _length <= longestLine || SkipLine();
        if (!queue.Add(_buffer.AsSpan(0, end)))
            return false;

        KeepFrom(end);
        return true;
    }

    bool SkipLine()
    {
        if (!queue.Add(_buffer.AsSpan(0, Math.Min(CutBytes, _length)), isCut: true))
            return false;

        while (true)
        {
            _length = input.Read(_buffer);
            if (_length == 0)
                return true;
            var end = _buffer.AsSpan(0, _length).IndexOf((byte)'\n') + 1;
            if (end == 0)
                continue;

            KeepFrom(end);
            return _length == 0 || HandOn();
        }
    }

    void KeepFrom(int start)
    {
        _buffer.AsSpan(start, _length - start).CopyTo(_buffer);
        _length -= start;
    }
}
