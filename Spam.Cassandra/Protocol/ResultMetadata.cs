using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Reads the columns of results, and keeps the last ones: the same query's next page has the same columns in the same bytes.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 4.2.5.2. Used by one connection's reader alone, so it needs no lock.</remarks>
sealed class ResultMetadata
{
    const int GlobalTable = 1, MorePages = 2, NoMetadata = 4;
    const int KeptCount = 64, KeptSize = 4096;

    readonly (byte[] Bytes, RowSetMetadata Columns)[] _kept = new (byte[], RowSetMetadata)[KeptCount];

    /// <summary>Reads the metadata of rows.</summary>
    public RowSetMetadata? ReadRows(ref FrameReader reader, out int count, out byte[]? pagingState)
    {
        var flags = reader.ReadInt();
        count = reader.ReadInt();
        pagingState = (flags & MorePages) != 0 ? reader.ReadBytes() : null;
        if ((flags & NoMetadata) != 0)
        {
            if (count < 0)
                throw new ProtocolException($"A result claims {count} columns.");
            return null;
        }

        var start = reader.Position;
        var rest = reader;
        Skip(ref rest, flags, count);
        var bytes = reader.Slice(start, rest.Position);
        var hash = new HashCode();
        hash.AddBytes(bytes);
        ref var kept = ref _kept[(uint)hash.ToHashCode() % KeptCount];
        if (kept.Bytes is not null && bytes.SequenceEqual(kept.Bytes) && kept.Columns.Columns.Length == count)
        {
            reader = rest;
            return kept.Columns;
        }

        var columns = ReadColumns(ref reader, flags, count);
        if (bytes.Length <= KeptSize)
            kept = (bytes.ToArray(), columns);
        return columns;
    }

    /// <summary>Reads the metadata of a prepared statement's variables, with the partition key's places before the columns.</summary>
    public static RowSetMetadata ReadVariables(ref FrameReader reader, out int[] keyIndexes)
    {
        var (flags, count) = (reader.ReadInt(), reader.ReadInt());
        keyIndexes = new int[reader.Count(reader.ReadInt(), least: 2)];
        for (var i = 0; i < keyIndexes.Length; i++)
        {
            keyIndexes[i] = reader.ReadShort();
            if (keyIndexes[i] >= count)
                throw new ProtocolException($"A prepared statement of {count} variables has a partition key at variable {keyIndexes[i]}.");
        }

        return ReadColumns(ref reader, flags, count);
    }

    static RowSetMetadata ReadColumns(ref FrameReader reader, int flags, int count)
    {
        if (count == 0 && (flags & GlobalTable) == 0)
            return RowSetMetadata.Empty;

        var (keyspace, table) = ("", "");
        var global = (flags & GlobalTable) != 0;
        if (global)
            (keyspace, table) = (reader.ReadString(), reader.ReadString());

        var columns = new CqlColumn[reader.Count(count, least: 4)];
        for (var i = 0; i < columns.Length; i++)
        {
            if (!global)
                (keyspace, table) = (reader.ReadString(), reader.ReadString());
            var name = reader.ReadString();
            var type = CqlType.Read(ref reader);
            columns[i] = new()
            {
                Keyspace = keyspace,
                Table = table,
                Name = name,
                Index = i,
                TypeCode = type.Code,
                TypeInfo = type.Arguments.Length > 0 || type.CustomClass is not null ? type : null,
                CqlType = type,
            };
        }

        return new(columns);
    }

    static void Skip(ref FrameReader reader, int flags, int count)
    {
        var global = (flags & GlobalTable) != 0;
        if (global)
        {
            reader.ReadShortBytes();
            reader.ReadShortBytes();
        }

        reader.Count(count, least: 4);
        for (var i = 0; i < count; i++)
        {
            if (!global)
            {
                reader.ReadShortBytes();
                reader.ReadShortBytes();
            }

            reader.ReadShortBytes();
            CqlType.Skip(ref reader);
        }
    }
}
