using System.Text;

namespace Spam.Train.Data.Reading;

/// <summary>The lines of a stream, of which one is in memory at a time. LF and CRLF end lines; the last may have no end.</summary>
sealed class ByteLines(Stream stream, int longestLine)
{
    byte[] _buffer = new byte[1 << 16];
    int _start, _end, _length;
    bool _isEnded;

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Where the current line begins in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The current line without its end; its beginning where it is cut.</summary>
    public ReadOnlySpan<byte> Current => Memory.Span;

    /// <summary>The same, until the next line is read.</summary>
    public ReadOnlyMemory<byte> Memory { get; private set; }

    /// <summary>Whether the current line is longer than the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Goes on to the next line.</summary>
    public bool MoveNext()
    {
        Offset += _end - _start;
        _start = _end;
        var searched = 0;
        IsCut = false;
        int length;
        while ((length = _buffer.AsSpan((_start + searched).._length).IndexOf((byte)'\n')) < 0 && !_isEnded)
        {
            searched = _length - _start;
            if (searched > longestLine + 1)
                SkipMiddle(ref searched);
            Fill();
        }

        _end = length < 0 ? _length : _start + searched + length + 1;
        if (_end == _start)
            return false;

        var line = _buffer.AsMemory(_start, _end - _start - (length < 0 ? 0 : 1));
        if (line.Span is [.., (byte)'\r'])
            line = line[..^1];
        if (Number == 0 && line.Span.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        IsCut |= line.Length > longestLine;
        Memory = line;
        Number++;
        return true;
    }

    // What is beyond the limit of a line is not kept.
    void SkipMiddle(ref int searched)
    {
        var kept = Math.Min(searched, 1 << 10);
        Offset += searched - kept;
        _length = _start + kept;
        searched = kept;
        IsCut = true;
    }

    void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._length).CopyTo(_buffer);
            (_length, _start) = (_length - _start, 0);
        }

        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var length = stream.Read(_buffer.AsSpan(_length));
        _length += length;
        _isEnded = length == 0;
    }
}
