using System.Text;

namespace Spam.Train.Data.Reading;

/// <summary>Files that are a text each, in folders that are named for their labels. What is hidden or linked is passed over.</summary>
sealed class FolderRows : RowSource
{
    static readonly EnumerationOptions _below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };

    readonly string[] _files;
    int _numRead;

    /// <summary>The files below <paramref name="path"/> now, in the order of their names.</summary>
    public FolderRows(string path) : base(path)
        => _files = [.. Directory.EnumerateFiles(path, "*", _below).Select(file => System.IO.Path.GetRelativePath(path, file)).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override DataFormat Format => DataFormat.Folder;

    /// <inheritdoc/>
    public override double ShareRead => (double)_numRead / Math.Max(1, _files.Length);

    /// <inheritdoc/>
    public override string PlaceOf(long line) => System.IO.Path.Combine(Path, _files[line - 1]);

    /// <inheritdoc/>
    public override IEnumerable<DataRow> Read(Action<RowFault> onFault)
    {
        if (_files.Length == 0)
            throw new DataSetException($"{Path} holds no files. A data set in a folder has a folder for each label, and in it a file for each text.");

        var buffer = new byte[CsvDataSet.MaxRowBytes + 1];
        for (var i = 0; i < _files.Length; i++)
        {
            var number = i + 1L;
            _numRead = i;
            var label = _files[i].Split(System.IO.Path.DirectorySeparatorChar) is [var first, _, ..] ? first : null;
            if (label is null || label.Contains(DataRow.LabelSeparator))
            {
                onFault(new(number, FaultKind.Label, label is null
                    ? "the file is in no label's folder. Put it into one, or take it away."
                    : "the label's folder has a semicolon in its name, which stands between labels here. Rename it."));
                continue;
            }

            int length;
            using (var stream = DataFormats.OpenFile(PlaceOf(number)))
                length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > CsvDataSet.MaxRowBytes)
                onFault(new(number, FaultKind.Length, $"the file is larger than {CsvDataSet.MaxRowBytes >> 20} MiB, the limit of a text. Shorten it."));
            else if (IsUtf8(buffer.AsSpan(0, length), 0, number, onFault))
                yield return new(TextOf(buffer.AsSpan(0, length)), label, number);
        }
    }

    // A file's last line end belongs to the file and not to the text.
    static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return Encoding.UTF8.GetString(bytes.TrimEnd("\r\n"u8));
    }
}
