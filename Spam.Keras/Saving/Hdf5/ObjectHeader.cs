namespace Spam.Keras.Saving.Hdf5;

/// <summary>What is said of an object: a list of messages.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, sections IV.A.1.a and IV.A.1.b.</remarks>
sealed class ObjectHeader
{
    const string What = "the object header";
    const int MaxMessages = 100_000;

    readonly Hdf5Bytes _file;
    readonly List<HeaderMessage> _messages = [];
    readonly HashSet<ulong> _visited = [];

    /// <summary>Reads the header at an address.</summary>
    public ObjectHeader(Hdf5Bytes file, ulong address)
    {
        _file = file;
        Address = address;
        var reader = file.Read(address, What);
        if (reader.Left >= 4 && reader.Bytes(4).SequenceEqual("OHDR"u8))
            ReadVersion2(address);
        else
            ReadVersion1(address);
    }

    /// <summary>Where it stands.</summary>
    public ulong Address { get; }

    /// <summary>The messages of a kind.</summary>
    public IEnumerable<HeaderMessage> All(MessageKind kind) => _messages.Where(message => message.Kind == kind);

    /// <summary>The only message of a kind, or null.</summary>
    public HeaderMessage? Find(MessageKind kind)
    {
        foreach (var message in _messages)
        {
            if (message.Kind == kind)
                return message;
        }

        return null;
    }

    /// <summary>A reader of a message's data.</summary>
    /// <exception cref="KerasException">The message stands elsewhere.</exception>
    public BlockReader Open(HeaderMessage message, string what) => message.IsShared
        ? throw _file.Fail(what, message.Address, "it is shared with other objects, which is not supported")
        : _file.Read(message.Address, message.Size, what);

    void ReadVersion1(ulong address)
    {
        var reader = _file.Read(address, What);
        reader.ExpectVersion(1);
        reader.Skip(1 + 2 + 4); // how many messages and links there are
        var size = reader.UInt32();
        ReadMessages1(address + 16, size);
    }

    void ReadMessages1(ulong address, ulong size)
    {
        Visit(address);
        var reader = _file.Read(address, size, What);
        while (reader.Left >= 8)
        {
            var kind = reader.UInt16();
            var length = reader.UInt16();
            var flags = reader.Byte();
            reader.Skip(3);
            var message = Add(kind, flags, reader.Address, length);
            reader.Skip(length);
            if (message.Kind == MessageKind.Continuation)
            {
                var (next, nextSize) = Continuation(message);
                ReadMessages1(next, nextSize);
            }
        }
    }

    void ReadVersion2(ulong address)
    {
        var reader = _file.Read(address, What);
        reader.Expect("OHDR"u8);
        reader.ExpectVersion(2);
        var flags = reader.Byte();
        if ((flags & 0x20) != 0)
            reader.Skip(4 * 4); // times
        if ((flags & 0x10) != 0)
            reader.Skip(2 + 2); // when attributes move to a heap
        var size = reader.Number(1 << (flags & 3));
        var start = reader.Address;
        Visit(address);
        ReadMessages2(address, start, size, flags);
    }

    void ReadMessages2(ulong address, ulong start, ulong size, byte headerFlags)
    {
        var numBytes = start - address + size;
        var whole = _file.Read(address, numBytes < size ? ulong.MaxValue : numBytes + sizeof(uint), What); // no overflow: the sum is checked
        _ = whole.Bytes(numBytes);
        whole.ExpectChecksum();

        var hasOrder = (headerFlags & 0x04) != 0;
        var reader = _file.Read(start, size, What);
        while (reader.Left >= (hasOrder ? 6 : 4))
        {
            var kind = reader.Byte();
            var length = reader.UInt16();
            var flags = reader.Byte();
            if (hasOrder)
                reader.Skip(2);
            var message = Add(kind, flags, reader.Address, length);
            reader.Skip(length);
            if (message.Kind == MessageKind.Continuation)
            {
                var (next, nextSize) = Continuation(message);
                Visit(next);
                _file.Read(next, What).Expect("OCHK"u8);
                if (nextSize < 8)
                    throw _file.Fail(What, next, $"it goes on in a block of {nextSize} bytes; 8 are the least");
                ReadMessages2(next, next + 4, nextSize - 8, headerFlags);
            }
        }
    }

    HeaderMessage Add(int kind, byte flags, ulong address, ulong size)
    {
        var message = new HeaderMessage((MessageKind)kind, (flags & 0x02) != 0, address, size);
        if (_messages.Count >= MaxMessages)
            throw _file.Fail(What, Address, $"it has more than {MaxMessages} messages");
        _messages.Add(message);
        return message;
    }

    (ulong Address, ulong Size) Continuation(HeaderMessage message)
    {
        var reader = Open(message, What);
        return (reader.Offset(), reader.Size());
    }

    void Visit(ulong address)
    {
        if (!_visited.Add(address))
            throw _file.Fail(What, address, "it goes on where it was before");
        if (_visited.Count > 1_000)
            throw _file.Fail(What, Address, "it goes on in more than 1000 blocks");
    }
}
