using CsvHelper;
using Spam.Train.Data.Reading;

namespace Spam.Train.Data.Preparation;

/// <summary>Writes rows into CSV files as they are read here: label and text, quoted where needed, LF between rows.</summary>
sealed class PartWriters : IDisposable
{
    static readonly CsvWriterOptions _options = new() { NewLine = "\n" };

    readonly FileStream[] _streams;
    readonly CsvWriter[] _writers;

    /// <summary>Makes the files.</summary>
    public PartWriters(IReadOnlyList<string> paths)
    {
        _streams = [.. paths.Select(path => new FileStream(path, FileMode.Create))];
        _writers = [.. _streams.Select(stream => CsvWriter.Create(stream, _options, leaveOpen: true))];
        for (var part = 0; part < _writers.Length; part++)
            Write(part, new("text", "label", 0));
    }

    /// <summary>Writes a row into one of them.</summary>
    public void Write(int part, DataRow row)
    {
        _writers[part].WriteField(row.Label);
        _writers[part].WriteField(row.Text);
        _writers[part].EndRecord();
    }

    /// <summary>Writes what is left and closes the files.</summary>
    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
        foreach (var stream in _streams)
        {
            stream.Flush(flushToDisk: true);
            stream.Dispose();
        }
    }
}
