using System.Text;
using System.Text.Unicode;

namespace Spam.Train.Data;

/// <summary>Refuses bytes that are not UTF-8, so that no text is trained on with replacement characters in it.</summary>
static class Utf8Check
{
    /// <summary>Does nothing for UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="DataSetException">There is a byte that no UTF-8 text has at its place; the message has its line.</exception>
    public static void Ensure(ReadOnlySpan<byte> bytes, string file)
    {
        if (Utf8.IsValid(bytes))
            return;

        var (position, line) = FirstFault(bytes);
        var encoding = bytes[0] is 0xFF or 0xFE ? " It looks like UTF-16." : "";
        throw new DataSetException(
            $"{file} line {line + 1}: the byte 0x{bytes[position]:X2} at offset {position} is not UTF-8.{encoding} " +
            "Save the file as UTF-8.");
    }

    /// <summary>Where the first byte stands that no UTF-8 text has at its place, and how many lines end before it.</summary>
    public static (int Position, int Line) FirstFault(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
            position += length;
        return (position, LinesIn(bytes[..position]));
    }

    // CR LF, LF and CR each end one line, as for the CSV reader.
    static int LinesIn(ReadOnlySpan<byte> before)
    {
        var line = 0;
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n')))
                line++;
        }

        return line;
    }
}
