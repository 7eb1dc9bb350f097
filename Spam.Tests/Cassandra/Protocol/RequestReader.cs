using System.Text;
using Cassandra;
using Spam.Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Reads what a client sent: the way back of the requests' writers.</summary>
static class RequestReader
{
    public static Request Read(Opcode opcode, FrameFlags flags, ReadOnlySpan<byte> body, out int trailing)
    {
        var reader = new FrameReader(body);
        var payload = (flags & FrameFlags.CustomPayload) != 0 ? reader.ReadBytesMap() : null;
        var tracing = (flags & FrameFlags.Tracing) != 0;
        Request request = opcode switch
        {
            Opcode.Startup => new StartupRequest(ReadMap(ref reader)),
            Opcode.Options => OptionsRequest.Instance,
            Opcode.AuthResponse => new AuthResponseRequest(reader.ReadBytes()),
            Opcode.Register => new RegisterRequest(reader.ReadStringList()),
            Opcode.Prepare => new PrepareRequest(reader.ReadLongString()) { CustomPayload = payload!, Tracing = tracing },
            Opcode.Query => new QueryRequest(ReadText(ref reader), ReadParameters(ref reader)) { CustomPayload = payload!, Tracing = tracing },
            Opcode.Execute => new ExecuteRequest(reader.ReadShortBytes().ToArray(), ReadParameters(ref reader)) { CustomPayload = payload!, Tracing = tracing },
            Opcode.Batch => ReadBatch(ref reader),
            _ => throw new ProtocolException($"A client does not send {opcode}."),
        };
        trailing = reader.Left;
        return request;
    }

    // The client's own reader replaces what is not UTF-8; a request that a client sent must be UTF-8.
    static string ReadText(ref FrameReader reader)
    {
        var start = reader.Position;
        var text = reader.ReadLongString();
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(reader.Slice(start + 4, reader.Position)) ? text : throw new ProtocolException("A query is not UTF-8.");
    }

    static Dictionary<string, string> ReadMap(ref FrameReader reader)
    {
        var map = new Dictionary<string, string>();
        for (var count = reader.ReadShort(); count > 0; count--)
            map.Add(reader.ReadString(), reader.ReadString());
        return map;
    }

    static QueryParameters ReadParameters(ref FrameReader reader)
    {
        var consistency = reader.ReadConsistency();
        var flags = (QueryFlags)reader.ReadByte();
        if (((byte)flags & 0x80) != 0)
            throw new ProtocolException("A query has a flag that version 4 does not have.");
        return new(consistency)
        {
            Values = (flags & QueryFlags.Values) != 0 ? ReadValues(ref reader, (flags & QueryFlags.NamedValues) != 0) : null,
            SkipMetadata = (flags & QueryFlags.SkipMetadata) != 0,
            PageSize = (flags & QueryFlags.PageSize) != 0 ? reader.ReadInt() : null,
            PagingState = (flags & QueryFlags.PagingState) != 0 ? reader.ReadBytes() : null,
            SerialConsistency = (flags & QueryFlags.SerialConsistency) != 0 ? reader.ReadConsistency() : null,
            Timestamp = (flags & QueryFlags.Timestamp) != 0 ? reader.ReadLong() : null,
        };
    }

    // As values again, and through the writer of values: what is bound as bytes, null or unset comes out as it went in.
    static BoundValues ReadValues(ref FrameReader reader, bool named)
    {
        var (names, values) = (new List<string>(), new List<object?>());
        for (var count = reader.ReadShort(); count > 0; count--)
        {
            if (named)
                names.Add(reader.ReadString());
            values.Add(ReadValue(ref reader));
        }

        return named ? BoundValues.Of(names, values) : BoundValues.Of(values, null);
    }

    static object? ReadValue(ref FrameReader reader)
    {
        var length = reader.ReadInt();
        var start = reader.Position;
        if (length > 0)
            reader.Skip(length);
        return length switch { -1 => null, -2 => Unset.Value, _ => reader.Slice(start, reader.Position).ToArray() };
    }

    static BatchRequest ReadBatch(ref FrameReader reader)
    {
        var type = (BatchType)reader.ReadByte();
        var parts = new List<BatchPart>();
        for (var count = reader.ReadShort(); count > 0; count--)
        {
            var prepared = reader.ReadByte() == 1;
            var (id, query) = prepared ? (reader.ReadShortBytes().ToArray(), (string?)null) : (null, reader.ReadLongString());
            parts.Add(new(id, query, ReadValues(ref reader, named: false)));
        }

        var consistency = reader.ReadConsistency();
        var flags = (QueryFlags)reader.ReadByte();
        return new(type, parts, consistency)
        {
            SerialConsistency = (flags & QueryFlags.SerialConsistency) != 0 ? reader.ReadConsistency() : null,
            Timestamp = (flags & QueryFlags.Timestamp) != 0 ? reader.ReadLong() : null,
        };
    }
}
