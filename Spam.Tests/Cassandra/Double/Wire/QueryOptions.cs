namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>What stands behind a query or a prepared id: consistency, values, paging, timestamp.</summary>
sealed record QueryOptions
{
    const int HasValues = 0x01, SkipsMetadata = 0x02, HasPageSize = 0x04, HasPagingState = 0x08, HasSerial = 0x10, HasTimestamp = 0x20, HasNames = 0x40;

    public Consistency Consistency { get; init; } = Consistency.ONE;

    public Consistency Serial { get; init; } = Consistency.SERIAL;

    public Bound[]? Values { get; init; }

    public string[]? Names { get; init; }

    public bool SkipMetadata { get; init; }

    public int PageSize { get; init; } = -1;

    public byte[]? PagingState { get; init; }

    /// <summary>Microseconds, where the client gave them.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Asked by the test itself: what Astra refuses its clients is allowed.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What is odd about it, for the strict reader.</summary>
    public string? Oddity { get; init; }

    public static QueryOptions Read(ref WireReader reader)
    {
        var consistency = ReadConsistency(ref reader);
        var flags = reader.Byte();
        var (values, names) = (flags & HasValues) != 0 ? ReadValues(ref reader, (flags & HasNames) != 0) : (null, null);
        if ((flags & 0x80) != 0) // v5's flag of a keyspace, which v4 reads all the same
            reader.String();
        var pageSize = (flags & HasPageSize) != 0 ? reader.Int() : -1;
        var state = (flags & HasPagingState) != 0 ? reader.Bytes() : null;
        var serial = (flags & HasSerial) != 0 ? ReadConsistency(ref reader) : Consistency.SERIAL;
        var timestamp = (flags & HasTimestamp) != 0 ? reader.Long() : (long?)null;
        return new()
        {
            Consistency = consistency,
            Values = values,
            Names = names,
            SkipMetadata = (flags & SkipsMetadata) != 0,
            PageSize = pageSize,
            PagingState = state,
            Serial = serial,
            Timestamp = timestamp,
            Oddity = (flags & HasNames) != 0 && (flags & HasValues) == 0 ? "names without values"
                : serial is not (Consistency.SERIAL or Consistency.LOCAL_SERIAL) ? $"serial consistency {serial}"
                : null,
        };
    }

    /// <summary>The end of a BATCH: no values, no paging.</summary>
    public static QueryOptions ReadBatch(ref WireReader reader)
    {
        var consistency = ReadConsistency(ref reader);
        var flags = reader.Byte();
        var serial = (flags & HasSerial) != 0 ? ReadConsistency(ref reader) : Consistency.SERIAL;
        var timestamp = (flags & HasTimestamp) != 0 ? reader.Long() : (long?)null;
        return new()
        {
            Consistency = consistency,
            Serial = serial,
            Timestamp = timestamp,
            Oddity = (flags & ~(HasSerial | HasTimestamp)) != 0 ? $"BATCH with flags {flags:x2}" : null,
        };
    }

    static Consistency ReadConsistency(ref WireReader reader)
    {
        var code = reader.Short();
        return code <= (int)Consistency.LOCAL_ONE ? (Consistency)code : throw ServerError.Protocol($"Unknown code {code} for a consistency level");
    }

    static (Bound[] Values, string[]? Names) ReadValues(ref WireReader reader, bool named)
    {
        var values = new Bound[reader.Short()];
        var names = named ? new string[values.Length] : null;
        for (var i = 0; i < values.Length; i++)
        {
            if (names is not null)
                names[i] = reader.String();
            values[i] = reader.Value();
        }

        return (values, names);
    }
}
