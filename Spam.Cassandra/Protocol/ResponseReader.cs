namespace Spam.Cassandra.Protocol;

/// <summary>Reads the bodies of responses. Whatever the bytes are, it throws <see cref="ProtocolException"/> and nothing else.</summary>
sealed class ResponseReader
{
    readonly ResultMetadata _metadata = new();

    /// <summary>Reads a body. Bytes after its end are passed over, as the protocol asks.</summary>
    public Response Read(FrameHeader header, ReadOnlySpan<byte> body)
    {
        var reader = new FrameReader(body);
        var extras = ResponseExtras.Read(ref reader, header.Flags);
        var response = header.Opcode switch
        {
            Opcode.Result => ReadResult(ref reader, extras),
            Opcode.Error => ErrorResponse.Read(ref reader),
            Opcode.Event => ReadEvent(ref reader),
            Opcode.Ready => new ReadyResponse(),
            Opcode.Authenticate => new AuthenticateResponse(reader.ReadString()),
            Opcode.AuthChallenge => new AuthChallengeResponse(reader.ReadBytes()),
            Opcode.AuthSuccess => new AuthSuccessResponse(reader.ReadBytes()),
            Opcode.Supported => new SupportedResponse(reader.ReadStringMultimap()),
            _ => throw new ProtocolException($"A server does not send frames of opcode 0x{(byte)header.Opcode:X2}."),
        };
        if (extras is not null)
            response.Extras = extras;
        return response;
    }

    Response ReadResult(ref FrameReader reader, ResponseExtras? extras)
    {
        var kind = reader.ReadInt();
        switch (kind)
        {
            case 1:
                return extras is null ? VoidResult.Plain : new VoidResult();
            case 2:
                return ReadRows(ref reader);
            case 3:
                return new SetKeyspaceResult(reader.ReadString());
            case 4:
                var id = reader.ReadShortBytes().ToArray();
                var variables = ResultMetadata.ReadVariables(ref reader, out var keyIndexes);
                return new PreparedResult(id, variables, keyIndexes, _metadata.ReadRows(ref reader, out _, out _));
            case 5:
                return new SchemaChangeResult(SchemaChange.Read(ref reader));
            default:
                throw new ProtocolException($"A result is of the unknown kind {kind}.");
        }
    }

    RowsResult ReadRows(ref FrameReader reader)
    {
        var columns = _metadata.ReadRows(ref reader, out var columnCount, out var pagingState);
        var rowCount = reader.ReadInt();
        if (rowCount < 0 || columnCount == 0 && rowCount > 0 || (long)rowCount * columnCount * 4 > reader.Left)
            throw new ProtocolException($"A result claims {rowCount} rows of {columnCount} cells, but {reader.Left} bytes are left.");

        // One offset for each cell, which takes no more memory than the cells themselves, because each has at least its length of four bytes.
        var start = reader.Position;
        var offsets = new int[rowCount * columnCount];
        for (var i = 0; i < offsets.Length; i++)
        {
            var length = reader.ReadInt();
            offsets[i] = length < 0 ? -1 : reader.Position - start;
            if (length > 0)
                reader.Skip(length);
        }

        return new(columns, columnCount, pagingState, rowCount, reader.Slice(start, reader.Position).ToArray(), offsets);
    }

    static EventResponse ReadEvent(ref FrameReader reader)
    {
        var kind = reader.ReadString();
        return kind switch
        {
            "TOPOLOGY_CHANGE" or "STATUS_CHANGE" => new(kind) { Change = reader.ReadString(), Address = reader.ReadInet() },
            "SCHEMA_CHANGE" => new(kind) { Schema = SchemaChange.Read(ref reader) },
            _ => throw new ProtocolException("An event is of a kind that version 4 of the protocol does not know."),
        };
    }
}
