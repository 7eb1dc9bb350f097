using System.IO.Compression;
using System.Text;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>The entries of a <c>.keras</c> file, which is a zip.</summary>
sealed class KerasArchive
{
    /// <summary>The entries that make a model.</summary>
    public const string Metadata = "metadata.json", Config = "config.json", Weights = "model.weights.h5";

    const int MaxEntries = 10_000;

    readonly Dictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    readonly string _source;

    /// <summary>Unpacks the entries that make a model.</summary>
    /// <exception cref="KerasException">It is no zip, damaged, or has entries that no model has.</exception>
    public KerasArchive(byte[] bytes, string source)
    {
        _source = source;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries)
                throw new KerasException($"{source} has {zip.Entries.Count} entries; a model has three.");

            foreach (var entry in zip.Entries)
                Add(entry, bytes.Length);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new KerasException($"{source} is cut or damaged: it cannot be read as a zip ({error.Message}).", error);
        }
    }

    /// <summary>The names of the entries that make a model, as far as they are there. Their checksums are right.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>The bytes of an entry.</summary>
    /// <exception cref="KerasException">There is none of that name.</exception>
    public byte[] Bytes(string name) => _entries.TryGetValue(name, out var bytes)
        ? bytes
        : throw new KerasException($"{_source} has no entry {name}: it is no .keras file, or an incomplete one.");

    /// <summary>The text of an entry.</summary>
    /// <exception cref="KerasException">There is none of that name, or it is no UTF-8.</exception>
    public string Text(string name)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Bytes(name));
        }
        catch (DecoderFallbackException error)
        {
            throw new KerasException($"{_source}: {name} has bytes that are no UTF-8 text.", error);
        }
    }

    void Add(ZipArchiveEntry entry, int fileSize)
    {
        var name = entry.FullName;
        if (name.StartsWith('/') || name.Contains('\\') || name.Contains(':') || name.Split('/').Contains(".."))
            throw new KerasException($"{_source} has an entry {FileText.Show(name)}, which would lie outside of it. No model has such names.");
        if (name is not (Metadata or Config or Weights))
            return; // layers' own files; no layer here has any

        var limit = ((long)fileSize * Hdf5Bytes.MaxExpansion) + (1 << 20);
        if (entry.Length > Math.Min(limit, Array.MaxLength))
            throw new KerasException($"{_source}: {name} claims {entry.Length} bytes in a file of {fileSize}; at most {Math.Min(limit, Array.MaxLength)} are unpacked.");

        var bytes = new byte[entry.Length];
        using (var stream = entry.Open())
        {
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length < bytes.Length || stream.ReadByte() >= 0)
                throw new KerasException($"{_source}: {name} has not the {bytes.Length} bytes that the zip claims; the file is damaged.");
        }

        if (Crc32.Of(bytes) is var computed && computed != entry.Crc32)
            throw new KerasException($"{_source}: {name} is damaged: its checksum is {computed:x8}, but the zip has {entry.Crc32:x8}.");
        if (!_entries.TryAdd(name, bytes))
            throw new KerasException($"{_source} has two entries {name}; which one counts is not clear.");
    }
}
