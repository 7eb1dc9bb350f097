using System.Buffers;
using System.Text;

namespace Spam.Keras.Preprocessing;

/// <summary>
/// Python's <c>str.lower()</c>: each code point as Unicode 14 has it, U+0130 to two, and the final sigma by its neighbours.
/// </summary>
/// <remarks>
/// Lone surrogates stay as they are. Checked against Python 3.11 over all code points.<br/>
/// Source: The Unicode Standard 14, section 3.13, default case conversion.
/// </remarks>
public static class PythonLower
{
    const char DottedI = '\u0130', DotAbove = '\u0307';
    const char Sigma = '\u03A3', SmallSigma = '\u03C3', FinalSigma = '\u03C2';

    /// <summary><paramref name="text"/> in lower case; the same string where nothing changes.</summary>
    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.AsSpan().ContainsAnyInRange('A', 'Z')
                ? string.Create(text.Length, text, (lowered, source) => Ascii.ToLower(source, lowered, out _))
                : text;
        }

        var buffer = ArrayPool<char>.Shared.Rent(LengthOf(text));
        var written = buffer.AsSpan(0, ToLower(text, buffer));
        var result = written.SequenceEqual(text) ? text : new string(written);
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    /// <summary>Writes <paramref name="text"/> in lower case and returns how many code units that took: <see cref="LengthOf"/>.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="LengthOf"/>.</exception>
    public static int ToLower(ReadOnlySpan<char> text, Span<char> destination)
    {
        if (destination.Length < LengthOf(text))
        {
            throw new ArgumentException(
                $"The lowered text takes {LengthOf(text)} code units; the destination has {destination.Length}.", nameof(destination));
        }

        var read = 0;
        var written = 0;
        while (read < text.Length)
        {
            Ascii.ToLower(text[read..], destination[written..], out var plain); // stops at the first unit that is not ASCII
            read += plain;
            written += plain;
            for (; read < text.Length && !char.IsAscii(text[read]); read++)
            {
                var unit = text[read];
                if (char.IsHighSurrogate(unit) && read + 1 < text.Length && char.IsLowSurrogate(text[read + 1]))
                {
                    var lowered = LowerCaseTable.LowerAbove(char.ConvertToUtf32(unit, text[++read]));
                    destination[written++] = (char)(0xD7C0 + (lowered >> 10));
                    destination[written++] = (char)(0xDC00 | (lowered & 0x3FF));
                }
                else if (unit == DottedI)
                {
                    destination[written++] = 'i';
                    destination[written++] = DotAbove;
                }
                else
                {
                    destination[written++] = unit == Sigma ? SigmaAt(text, read) : LowerCaseTable.Lower(unit);
                }
            }
        }

        return written;
    }

    /// <summary>How many code units <paramref name="text"/> has in lower case: one more for each U+0130.</summary>
    public static int LengthOf(ReadOnlySpan<char> text) => text.Length + text.Count(DottedI);

    // Final where a letter stands before it and none after it, apostrophes and marks passed over. Each search ends at the next sigma
    // at the latest, so a text of sigmas costs no more than any other.
    static char SigmaAt(ReadOnlySpan<char> text, int position)
    {
        var before = position;
        while (before > 0)
        {
            var codePoint = CodePoints.Before(text, before, out var length);
            if (!LowerCaseTable.IsIgnorable(codePoint))
            {
                if (!LowerCaseTable.IsCased(codePoint))
                    return SmallSigma;
                break;
            }

            before -= length;
        }

        if (before == 0)
            return SmallSigma;

        var after = position + 1;
        while (after < text.Length)
        {
            var codePoint = CodePoints.At(text, after, out var length);
            if (!LowerCaseTable.IsIgnorable(codePoint))
                return LowerCaseTable.IsCased(codePoint) ? SmallSigma : FinalSigma;
            after += length;
        }

        return FinalSigma;
    }
}
