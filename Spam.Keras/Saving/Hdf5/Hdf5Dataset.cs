namespace Spam.Keras.Saving.Hdf5;

/// <summary>A dataset: elements of one type along any number of axes.</summary>
sealed class Hdf5Dataset : Hdf5Object
{
    const string What = "the dataset";

    /// <summary>A dataset with this header.</summary>
    public Hdf5Dataset(Hdf5File file, ObjectHeader header) : base(file, header)
    {
        var space = header.Open(Require(MessageKind.Space), "the dataset's space");
        Space = Hdf5Space.Read(ref space, file.Bytes);
        var type = header.Open(Require(MessageKind.Type), "the dataset's type");
        Type = Hdf5Type.Read(ref type);
    }

    /// <summary>The type of an element.</summary>
    public Hdf5Type Type { get; }

    /// <summary>How many elements there are.</summary>
    public Hdf5Space Space { get; }

    /// <summary>The elements.</summary>
    /// <exception cref="KerasException">They are not all in the file, damaged, or stored in a way that is not read.</exception>
    public Hdf5Array Read()
    {
        if (Header.Find(MessageKind.ExternalFiles) is not null)
            throw Fail("its elements are in other files, which are never opened");
        if (Space.NumBytes(Type.Size) is not { } numBytes)
            throw Fail($"its sizes {Space} with {Type.Size} bytes an element make more than a file can hold");

        File.Bytes.Count(numBytes, What, Header.Address);
        return new(File, $"the dataset at {Header.Address}", Type, Space, numBytes == 0 ? default : ReadLayout(numBytes));
    }

    HeaderMessage Require(MessageKind kind) => Header.Find(kind) ?? throw Fail($"its header does not say its {kind}");

    ReadOnlyMemory<byte> ReadLayout(ulong numBytes)
    {
        var reader = Header.Open(Require(MessageKind.Layout), "the dataset's layout");
        var version = reader.Byte();
        if (version is < 3 or > 5)
            throw reader.Fail($"it has version {version}; versions 3 to 5 are read");

        var kind = reader.Byte();
        switch (kind)
        {
            case 0:
                var size = reader.UInt16();
                return size >= numBytes ? reader.Bytes(numBytes).ToArray() : throw TooShort(size, numBytes);
            case 1:
                var (address, length) = (reader.Offset(), reader.Size());
                if (address == File.Bytes.Undefined)
                    return Fill(new byte[numBytes]);
                return length >= numBytes ? File.Bytes.TakeMemory(address, numBytes, What) : throw TooShort(length, numBytes);
            case 2:
                var chunks = ChunkLayout.Read(ref reader, version, File.Bytes, Space, Type.Size);
                var filters = Header.Find(MessageKind.Filters) is { } message ? ChunkFilters.Read(File.Bytes, Header, message) : new(File.Bytes, []);
                return chunks.ReadInto(Fill(new byte[numBytes]), filters);
            default:
                throw reader.Fail($"it is of the kind {kind}; compact, contiguous and chunked ones are read");
        }
    }

    byte[] Fill(byte[] data)
    {
        byte[]? value = null;
        if (Header.Find(MessageKind.FillValue) is { } message)
        {
            var reader = Header.Open(message, "the fill value");
            var version = reader.Byte();
            var flags = reader.Byte();
            if (version == 3 ? (flags & 0x20) != 0 : HasOldValue(ref reader, version))
                value = reader.Bytes(reader.UInt32()).ToArray();
        }

        if (value is not null && value.Length == Type.Size && value.AsSpan().ContainsAnyExcept((byte)0))
        {
            for (var i = 0; i < data.Length; i += value.Length)
                value.CopyTo(data, i);
        }

        return data;

        static bool HasOldValue(ref BlockReader reader, int version)
        {
            if (version is not (1 or 2))
                throw reader.Fail($"it has version {version}; versions 1 to 3 are read");
            reader.Skip(1);
            return reader.Byte() != 0 || version == 1;
        }
    }

    KerasException TooShort(ulong stored, ulong needed) => Fail($"its {Space} elements of {Type.Size} bytes need {needed} bytes, but {stored} are stored");

    KerasException Fail(string reason) => File.Bytes.Fail(What, Header.Address, reason);
}
