namespace Spam.Train.Data.Reading;

/// <summary>Rows that are lines.</summary>
abstract class LineRows(string path, Func<Stream> open) : RowSource(path)
{
    /// <inheritdoc/>
    public sealed override IEnumerable<DataRow> Read(Action<RowFault> onFault)
    {
        using var stream = open();
        var lines = new ByteLines(stream, CsvDataSet.MaxRowBytes);
        while (lines.MoveNext())
        {
            if (lines.IsCut)
                onFault(new(lines.Number, FaultKind.Length, $"the line is longer than {CsvDataSet.MaxRowBytes >> 20} MiB, the limit. Shorten the text."));
            else if (lines.Current.ContainsAnyExcept(" \t\r"u8) && IsUtf8(lines.Current, lines.Offset, lines.Number, onFault) && Parse(lines.Memory, lines.Number, onFault) is { } row)
                yield return row;
        }
    }

    /// <summary>The row of a line in UTF-8; null where it has none, which <paramref name="onFault"/> was told.</summary>
    private protected abstract DataRow? Parse(ReadOnlyMemory<byte> line, long number, Action<RowFault> onFault);
}
