using System.Text;

namespace Spam.Train.Data.Reading;

/// <summary>What formats are called, and which one a file has.</summary>
static class DataFormats
{
    const int HeadBytes = 64 << 10;

    static readonly Dictionary<string, DataFormat> _byName = new(StringComparer.Ordinal)
    {
        ["csv"] = DataFormat.Csv,
        ["tsv"] = DataFormat.Tsv,
        ["jsonl"] = DataFormat.JsonLines,
        ["fasttext"] = DataFormat.FastText,
        ["sms"] = DataFormat.Sms,
        ["folder"] = DataFormat.Folder,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. _byName.Keys];

    /// <summary>The format of that name.</summary>
    public static DataFormat Parse(string name) => _byName[name];

    /// <summary>The name of a format.</summary>
    public static string Of(DataFormat format) => _byName.First(pair => pair.Value == format).Key;

    /// <summary>The format of what is at <paramref name="path"/>: by the first line where that leaves no doubt, else by the name, else by commas and tabs.</summary>
    /// <exception cref="DataSetException">There is nothing, or it is no file of texts in UTF-8.</exception>
    public static DataFormat Detect(string path)
    {
        if (Directory.Exists(path))
            return DataFormat.Folder;
        if (!File.Exists(path))
            throw new DataSetException($"{path} does not exist. Name a file of texts, or a folder with a folder for each label.");

        using var stream = OpenFile(path);
        var head = new byte[HeadBytes];
        return Detect(path, head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>The format of a file with that name and beginning.</summary>
    /// <exception cref="DataSetException">It is no file of texts in UTF-8.</exception>
    public static DataFormat Detect(string path, ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new DataSetException($"{path} begins with the byte order mark of UTF-16. Save the file as UTF-8.");
        if (head.StartsWith(Encoding.UTF8.Preamble))
            head = head[Encoding.UTF8.Preamble.Length..];

        var line = head.TrimStart("\r\n \t"u8);
        var end = line.IndexOfAny((byte)'\r', (byte)'\n');
        line = end < 0 ? line : line[..end];
        if (line.StartsWith("{"u8))
            return DataFormat.JsonLines;
        if (line.StartsWith(FastTextRows.Prefix))
            return DataFormat.FastText;
        if (line.StartsWith("ham\t"u8) || line.StartsWith("spam\t"u8))
            return DataFormat.Sms;

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => DataFormat.Csv,
            ".tsv" or ".tab" => DataFormat.Tsv,
            ".jsonl" or ".ndjson" or ".json" => DataFormat.JsonLines,
            _ => line.Contains((byte)'\t') && !line.Contains((byte)',') ? DataFormat.Tsv : DataFormat.Csv,
        };
    }

    /// <summary>Opens a file to read it from the beginning to the end.</summary>
    /// <exception cref="DataSetException">It cannot be opened.</exception>
    public static FileStream OpenFile(string path)
    {
        try
        {
            var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 16 });
            if (stream.CanSeek)
                return stream;
            stream.Dispose();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{path} cannot be read: {cause.Message}");
        }

        throw new DataSetException($"{path} is a pipe, which is read only once; data is read twice. Write it into a file first.");
    }
}
