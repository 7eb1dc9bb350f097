using System.Text;
using CsvHelper;

namespace Spam.Train.Data.Reading;

/// <summary>Rows of fields with a separator between them, quoted as in RFC 4180; the first row names the columns.</summary>
sealed class DelimitedRows(string path, char separator, CsvColumns columns, Func<Stream> open) : RowSource(path)
{
    /// <inheritdoc/>
    public override DataFormat Format => separator == ',' ? DataFormat.Csv : DataFormat.Tsv;

    /// <inheritdoc/>
    public override IEnumerable<DataRow> Read(Action<RowFault> onFault)
    {
        var malformed = false;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false, // the header is a row like any other until its names are checked
            Encoding = Encoding.UTF8,
            TrackLineNumbers = true,
            MaxRecordSize = CsvDataSet.MaxRowBytes,
            OnMalformedRecord = _ => malformed = true,
        };
        using var stream = open();
        using var reader = CsvReader.Create(stream, options);
        Header? header = null;
        while (MoveOn(reader, ref malformed))
        {
            if (malformed && EndsInsideQuotes(reader.RawRecord, separator))
                Refuse(new(reader.LineNumber, FaultKind.Form, "a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice."));
            else if (reader.RawRecord.Length > CsvDataSet.MaxRowBytes)
                Refuse(new(reader.LineNumber, FaultKind.Length, TooLong));
            else if (!IsUtf8(reader.RawRecord, reader.ByteOffset, reader.LineNumber, Refuse) || IsBlank(reader))
                continue;
            else if (header is null)
                header = Header.Of(reader, Path, columns);
            else if (reader.FieldCount != header.NumFields)
                Refuse(WrongFieldCount(reader, header));
            else
                yield return new(reader.GetString(header.Text), reader.GetString(header.Label), reader.LineNumber);
        }

        if (header is null)
            throw new DataSetException($"{Path} is empty. A data set has a first row that names its columns, as label,text, and a row for each text.");

        void Refuse(RowFault fault)
        {
            if (header is null) // without the names of the columns no row can be read
                throw new DataSetException($"{Path} line {fault.Line}: {fault.Message}");
            onFault(fault);
        }
    }

    static string TooLong => $"the row that starts here is longer than {CsvDataSet.MaxRowBytes >> 20} MiB, the limit. Probably a quote is not closed; else shorten the text.";

    static bool IsBlank(CsvReader reader)
        => reader.FieldCount == 1 && string.IsNullOrWhiteSpace(reader.GetString(0)) && !reader.RawRecord.Contains((byte)'"');

    bool MoveOn(CsvReader reader, ref bool malformed)
    {
        malformed = false;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException cause) // the only malformed thing that is not recovered from: a row far above the limit
        {
            throw new DataSetException($"{Path} line {cause.LineNumber}: {TooLong}");
        }
    }

    RowFault WrongFieldCount(CsvReader reader, Header header)
        => new(reader.LineNumber, FaultKind.Form, $"the row has {reader.FieldCount} field{(reader.FieldCount == 1 ? "" : "s")}, " +
            $"but the header has {header.NumFields} ({header.Names}). " +
            (reader.FieldCount < header.NumFields
                ? "Add what is missing, or delete the row."
                : $"Put quotes around a text that has {(separator == ',' ? "commas" : "tabs")}, or delete what is too much."));

    // The reader names only the first fault of a row, so a row with any fault is looked through for this one.
    static bool EndsInsideQuotes(ReadOnlySpan<byte> row, char separator)
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
            else if (row[i] == separator)
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
