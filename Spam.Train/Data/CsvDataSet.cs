using System.Text;
using CsvHelper;

namespace Spam.Train.Data;

/// <summary>Reads a data set from CSV: comma separated, quoted as in RFC 4180, UTF-8, the first row names the columns.</summary>
/// <remarks>
/// Quoting and line ends are those of pandas' <c>read_csv</c>: CR, LF and CRLF end rows, a doubled quote is a quote, quoted fields may hold line breaks,
/// a quote inside an unquoted field is text, blank lines are skipped. Deliberately different: <c>NA</c>, <c>null</c> and an empty field are texts,
/// not missing values; numbers stay texts; a row with too few or too many fields is an error.<br/>
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
    public static DataSet Read(byte[] bytes, string file, CsvColumns? columns = null, IReadOnlyList<string>? labels = null)
    {
        Utf8Check.Ensure(bytes, file);
        var malformed = false;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false, // the header is a row like any other until its names are checked
            Encoding = Encoding.UTF8,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = _ => malformed = true,
        };
        using var reader = CsvReader.Create(new MemoryStream(bytes, writable: false), options);

        bool Next()
        {
            do
            {
                malformed = false;
                if (!MoveOn(reader, file))
                    return false;
                Check(reader, file, malformed);
            }
            while (reader.FieldCount == 1 && string.IsNullOrWhiteSpace(reader.GetString(0)) && !reader.RawRecord.Contains((byte)'"'));
            return true;
        }

        if (!Next())
            throw new DataSetException($"{file} is empty. A data set has a first row that names its columns, as label,text, and a row for each text.");

        columns ??= new();
        var header = Header.Of(reader, file, columns);
        var rows = new RowCollector(file, labels, columns.IsMultiLabel);
        while (Next())
        {
            if (reader.FieldCount != header.NumFields)
                throw WrongFieldCount(reader, file, header);
            rows.Add(reader.GetString(header.Text), reader.GetString(header.Label), reader.LineNumber);
        }

        return rows.ToDataSet();
    }

    /// <summary>The contents of a file, if it is one and not too large.</summary>
    /// <exception cref="DataSetException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
            throw new DataSetException($"{path} is a folder; a CSV file is needed. Name the file with --data.");
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

    static bool MoveOn(CsvReader reader, string file)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException cause) // the only malformed thing that is not recovered from: a row above the limit
        {
            throw TooLong(file, cause.LineNumber);
        }
    }

    static void Check(CsvReader reader, string file, bool malformed)
    {
        if (malformed && EndsInsideQuotes(reader.RawRecord))
        {
            throw new DataSetException(
                $"{file} line {reader.LineNumber}: a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice.");
        }

        if (reader.RawRecord.Length > MaxRowBytes)
            throw TooLong(file, reader.LineNumber);
    }

    static DataSetException TooLong(string file, long line)
        => new(
            $"{file} line {line}: the row that starts here is longer than {MaxRowBytes >> 20} MiB, the limit. " +
            "Probably a quote is not closed; else shorten the text.");

    static DataSetException WrongFieldCount(CsvReader reader, string file, Header header)
        => new($"{file} line {reader.LineNumber}: the row has {reader.FieldCount} field{(reader.FieldCount == 1 ? "" : "s")}, " +
            $"but the header has {header.NumFields} ({header.Names}). " +
            (reader.FieldCount < header.NumFields
                ? "Add what is missing, or delete the row."
                : "Put quotes around a text that has commas, or delete what is too much."));

    // The reader names only the first fault of a row, so a row with any fault is looked through for this one.
    static bool EndsInsideQuotes(ReadOnlySpan<byte> row)
    {
        var inside = false;
        var fieldStarts = true;
        for (var i = 0; i < row.Length; i++)
        {
            if (inside)
            {
                if (row[i] != '"')
                    continue;
                if (i + 1 < row.Length && row[i + 1] == '"')
                    i++;
                else
                    inside = false;
            }
            else if (row[i] == ',')
                fieldStarts = true;
            else
            {
                inside = fieldStarts && row[i] == '"';
                fieldStarts = false;
            }
        }

        return inside;
    }

    sealed record Header(int Text, int Label, int NumFields, string Names)
    {
        public static Header Of(CsvReader reader, string file, CsvColumns columns)
        {
            var names = new string[reader.FieldCount];
            for (var i = 0; i < names.Length; i++)
                names[i] = reader.GetString(i);

            return new(Find(names, columns.Text, "--text-column", file), Find(names, columns.Label, "--label-column", file), names.Length, string.Join(", ", names));
        }

        static int Find(string[] names, string name, string option, string file)
        {
            var found = Array.IndexOf(names, name);
            if (found < 0)
            {
                throw new DataSetException(
                    $"{file} has no column '{name}'; its columns are {string.Join(", ", names.Select(column => $"'{column}'"))}. Name the right one with {option}.");
            }

            return Array.LastIndexOf(names, name) == found
                ? found
                : throw new DataSetException($"{file} has the column '{name}' twice. Rename one of them, or name another column with {option}.");
        }
    }
}
