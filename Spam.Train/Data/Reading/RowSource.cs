using System.Text.Unicode;

namespace Spam.Train.Data.Reading;

/// <summary>Rows that can be read again and again, one at a time: what is read is never in memory whole.</summary>
abstract class RowSource(string path)
{
    Stream? _stream;

    /// <summary>The file or folder, as messages call it.</summary>
    public string Path { get; } = path;

    /// <summary>How it is written down.</summary>
    public abstract DataFormat Format { get; }

    /// <summary>The rows in order.</summary>
    /// <param name="onFault">Told of each row that cannot be used, in its place; may throw.</param>
    /// <exception cref="DataSetException">Nothing more can be read.</exception>
    public abstract IEnumerable<DataRow> Read(Action<RowFault> onFault);

    /// <summary>The share that is read, from 0 to 1; 0 where that is not known.</summary>
    public virtual double ShareRead => _stream is { CanSeek: true, Length: > 0 and var length } ? (double)_stream.Position / length : 0; // one that is closed cannot seek

    /// <summary>How a row is found again.</summary>
    public virtual string PlaceOf(long line) => $"{Path} line {line}";

    /// <summary>Opens what is at <paramref name="path"/>.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="format">Its format; null to find out.</param>
    /// <param name="columns">The columns, or fields of JSON, to read.</param>
    /// <exception cref="DataSetException">There is nothing of that format.</exception>
    public static RowSource Open(string path, DataFormat? format, CsvColumns columns)
    {
        var found = DataFormats.Detect(path); // also says what is wrong with the path
        var wanted = format ?? found;
        if ((wanted == DataFormat.Folder) != (found == DataFormat.Folder))
            throw new DataSetException($"{path} is a {(found == DataFormat.Folder ? "folder" : "file")}; for --from {DataFormats.Of(wanted)} a {(found == DataFormat.Folder ? "file" : "folder")} is needed.");

        return wanted == DataFormat.Folder ? new FolderRows(path) : Of(path, wanted, columns, () => DataFormats.OpenFile(path));
    }

    /// <summary>Rows of a file, wherever its bytes come from.</summary>
    public static RowSource Of(string path, DataFormat format, CsvColumns columns, Func<Stream> open)
    {
        RowSource? rows = null;
        Stream Open() => rows!._stream = open(); // rows are made before they are read
        return rows = format switch
        {
            DataFormat.Csv => new DelimitedRows(path, ',', columns, Open),
            DataFormat.Tsv => new DelimitedRows(path, '\t', columns, Open),
            DataFormat.JsonLines => new JsonRows(path, columns, Open),
            DataFormat.FastText => new FastTextRows(path, Open),
            DataFormat.Sms => new SmsRows(path, Open),
            _ => throw new DataSetException($"{path} is a file; a folder is needed."),
        };
    }

    /// <summary>Refuses a row whose bytes are not UTF-8.</summary>
    /// <returns>Whether they are.</returns>
    private protected static bool IsUtf8(ReadOnlySpan<byte> bytes, long offset, long line, Action<RowFault> onFault)
    {
        if (Utf8.IsValid(bytes))
            return true;

        var (position, lineInside) = Utf8Check.FirstFault(bytes);
        onFault(new(line + lineInside, FaultKind.Encoding, $"the byte 0x{bytes[position]:X2} at offset {offset + position} is not UTF-8. Save the file as UTF-8."));
        return false;
    }
}
