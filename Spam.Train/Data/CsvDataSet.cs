using Spam.Train.Data.Reading;
using Spam.Train.LongWork;

namespace Spam.Train.Data;

/// <summary>Reads a data set from CSV: comma separated, quoted as in RFC 4180, UTF-8, the first row names the columns.</summary>
/// <remarks>
/// Quoting and line ends are those of pandas' <c>read_csv</c>: CR, LF and CRLF end rows, a doubled quote is a quote, quoted fields may hold line breaks,
/// a quote inside an unquoted field is text, blank lines are skipped. Deliberately different: <c>NA</c>, <c>null</c> and an empty field are texts,
/// not missing values; numbers stay texts; a row with too few or too many fields is an error.<br/>
/// A file that <see cref="DataFormats"/> tells to be of another format is read as such.<br/>
/// Limits: a file of <see cref="MaxFileBytes"/>, a row of <see cref="MaxRowBytes"/>, <see cref="MaxLabels"/> labels.
/// </remarks>
static class CsvDataSet
{
    /// <summary>The largest file, in bytes: 256 MiB.</summary>
    public const int MaxFileBytes = 256 << 20;

    /// <summary>The longest row, in bytes: 1 MiB.</summary>
    public const int MaxRowBytes = 1 << 20;

    /// <summary>The most labels: more are a sign that another column was meant.</summary>
    public const int MaxLabels = 1000;

    /// <summary>The rows of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to read; by default <c>text</c> and <c>label</c>.</param>
    /// <param name="labels">The labels in the wanted order, and no others; null for the order of first appearance.</param>
    /// <exception cref="DataSetException">The file cannot be read, or a row is bad.</exception>
    public static DataSet Read(string path, CsvColumns? columns = null, IReadOnlyList<string>? labels = null)
        => Read(ReadBytes(path), path, columns, labels);

    /// <inheritdoc cref="Read(string, CsvColumns?, IReadOnlyList{string}?)"/>
    /// <param name="bytes">The file's contents.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="labels">The labels in the wanted order, and no others; null for the order of first appearance.</param>
    /// <param name="work">Is told how far it is, from 0 to <paramref name="to"/>.</param>
    /// <param name="to">The share of the work that is done at the end.</param>
    public static DataSet Read(
        byte[] bytes, string file, CsvColumns? columns = null, IReadOnlyList<string>? labels = null, Work? work = null, double to = 1)
    {
        Utf8Check.Ensure(bytes, file);
        columns ??= new();
        var rows = new RowCollector(file, labels, columns.IsMultiLabel);
        var source = RowSource.Of(file, DataFormats.Detect(file, bytes), columns, () => new MemoryStream(bytes, writable: false));
        foreach (var row in source.Read(fault => throw new DataSetException($"{source.PlaceOf(fault.Line)}: {fault.Message}")))
        {
            rows.Add(row.Text, row.Label, row.Line);
            work?.Report(to * source.ShareRead);
        }

        return rows.ToDataSet();
    }

    /// <summary>The contents of a file, if it is one and not too large.</summary>
    /// <exception cref="DataSetException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
            throw new DataSetException($"{path} is a folder; a CSV file is needed. The command dataset makes one of a folder; name the file with --data.");
        if (!File.Exists(path))
            throw new DataSetException($"{path} does not exist. Name a CSV file with --data.");

        try
        {
            using var stream = File.OpenRead(path);
            using var memory = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int length; (length = stream.Read(buffer)) > 0;) // a device has no length, so the bytes are counted as they come
            {
                memory.Write(buffer.AsSpan(0, length));
                if (memory.Length > MaxFileBytes)
                    throw new DataSetException($"{path} has more than {MaxFileBytes >> 20} MiB, the limit for a data set. Split it, or train on a sample.");
            }

            return memory.ToArray();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{path} cannot be read: {cause.Message}");
        }
    }
}
