using System.Text;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>The structure of an answer in words: what must be the same in every run. Values of the server's own tables, ids of traces and the like are left out.</summary>
static class AnswerText
{
    public static string Of(byte[]? frame)
    {
        if (frame is null)
            return "nothing";
        var header = FrameHeader.Read(frame);
        var reader = new WireReader(frame.AsSpan(FrameHeader.Size));
        var text = new StringBuilder($"{header.Version:x2} flags {header.Flags} stream {header.Stream} {(Opcode)header.Opcode}");
        if ((header.Flags & FrameHeader.Tracing) != 0)
            reader.Raw(16);
        if ((header.Flags & FrameHeader.Warning) != 0)
            text.Append($" warnings {string.Join('|', reader.Strings())}");
        if ((Opcode)header.Opcode == Opcode.Result)
            Result(text, ref reader);
        else
            text.Append(Convert.ToHexString(reader.Raw(reader.Left)));
        return text.Append($" rest {reader.Left}").ToString();
    }

    static void Result(StringBuilder text, ref WireReader reader)
    {
        var kind = reader.Int();
        text.Append($" kind {kind}");
        if (kind == 4)
        {
            text.Append($" id {Convert.ToHexString(reader.ShortBytes())}");
            Metadata(text, ref reader, isPrepared: true);
            Metadata(text, ref reader, isPrepared: false);
        }
        else if (kind == 2)
        {
            Rows(text, ref reader);
        }
        else
        {
            text.Append(Convert.ToHexString(reader.Raw(reader.Left)));
        }
    }

    static void Rows(StringBuilder text, ref WireReader reader)
    {
        var (columns, keyspace) = Metadata(text, ref reader, isPrepared: false);
        var rows = reader.Int();
        var isOwn = keyspace.StartsWith("system", StringComparison.Ordinal);
        text.Append(isOwn && !keyspace.EndsWith("system", StringComparison.Ordinal) ? "" : $" rows {rows}");
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var cell = reader.Bytes();
                text.Append(!isOwn ? $" {(cell is null ? "null" : columns[column] == "count" || columns[column].StartsWith("writetime", StringComparison.Ordinal) ? cell.Length : Convert.ToHexString(cell))}" : "");
            }
        }
    }

    static (List<string> Columns, string Keyspace) Metadata(StringBuilder text, ref WireReader reader, bool isPrepared)
    {
        var (flags, count, keyspace) = (reader.Int(), reader.Int(), "");
        var columns = new List<string>();
        text.Append($" metadata {flags} of {count}");
        if (isPrepared)
        {
            for (var keys = reader.Int(); keys > 0; keys--)
                text.Append($" key {reader.Short()}");
        }

        if ((flags & 2) != 0)
            text.Append($" state {Convert.ToHexString(reader.Bytes() ?? [])}");
        if ((flags & 4) != 0 || (flags & 1) == 0)
            return ([.. Enumerable.Repeat("", count)], "");
        keyspace = reader.String();
        text.Append($" {keyspace}.{reader.String()}");
        for (var i = 0; i < count; i++)
        {
            columns.Add(reader.String());
            text.Append($" {columns[^1]}:{Type(ref reader)}");
        }

        return (columns, keyspace);
    }

    static string Type(ref WireReader reader)
    {
        var id = (TypeId)reader.Short();
        switch (id)
        {
            case TypeId.Custom:
                return reader.String();
            case TypeId.List or TypeId.Set:
                return $"{id}<{Type(ref reader)}>";
            case TypeId.Map:
                return $"{id}<{Type(ref reader)},{Type(ref reader)}>";
            case TypeId.Tuple or TypeId.Udt:
                var name = id == TypeId.Udt ? $"{reader.String()}.{reader.String()}" : "tuple";
                for (var left = reader.Short(); left > 0; left--)
                    name += $" {(id == TypeId.Udt ? reader.String() : "")} {Type(ref reader)}";
                return name;
            default:
                return id.ToString();
        }
    }
}
