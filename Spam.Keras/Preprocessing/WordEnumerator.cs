using System.Buffers;

namespace Spam.Keras.Preprocessing;

/// <summary>The words of one text, one after the other, as spans of it.</summary>
ref struct WordEnumerator(ReadOnlySpan<char> text, SearchValues<char>? delimiters, string split, char[]? rented)
{
    ReadOnlySpan<char> _rest = text;

    /// <summary>The word.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>No more words than this are to come.</summary>
    public readonly int MaxCount => _rest.Length;

    public readonly WordEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var gap = split.Length;
            int end;
            if (delimiters is not null)
                end = _rest.IndexOfAny(delimiters);
            else if (gap > 0)
                end = _rest.IndexOf(split);
            else
                CodePoints.At(_rest, 0, out end); // no split text: each code point is a word

            Current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + gap)..];
            if (!Current.IsEmpty)
                return true;
        }

        return false;
    }

    public readonly void Dispose()
    {
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
    }
}
