using Spam.Tests.Cassandra.Double.Storage;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Answers one connection's requests.</summary>
sealed class RequestHandler(FakeCassandra server, int connection)
{
    static readonly string[] _events = ["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"];

    readonly Login _login = new(server);
    HashSet<string> _registered = [];
    string? _keyspace;
    bool _isStarted;
    bool _warnedOfUse;

    /// <summary>The events that the client wants.</summary>
    public IReadOnlySet<string> Events => _registered;

    public static byte[] ErrorFrame(short stream, ServerError error)
    {
        var body = new WireWriter();
        if (error.Warnings.Count > 0)
            body.Strings(error.Warnings);
        body.Int((int)error.Code).String(error.Message);
        error.Fields?.Invoke(body);
        return FrameHeader.Frame(0x84, error.Warnings.Count > 0 ? FrameHeader.Warning : (byte)0, stream, Opcode.Error, body.Written);
    }

    /// <summary>What the request is, for faults and watchers; what cannot be read is left out.</summary>
    public FakeRequest Describe(FrameHeader header, byte[] body)
    {
        var (query, options) = ((string?)null, (QueryOptions?)null);
        try
        {
            var reader = new WireReader(body);
            if ((header.Flags & FrameHeader.Payload) != 0)
                reader.BytesMap();
            switch ((Opcode)header.Opcode)
            {
                case Opcode.Query:
                    query = reader.LongString();
                    options = QueryOptions.Read(ref reader);
                    break;
                case Opcode.Prepare:
                    query = reader.LongString();
                    break;
                case Opcode.Execute:
                    query = server.Engine.PlanOf(reader.ShortBytes())?.Text;
                    options = QueryOptions.Read(ref reader);
                    break;
                case Opcode.Batch:
                    var (_, parts, end) = BatchBody.Read(ref reader);
                    query = parts.Count == 0 ? null : parts[0].Cql ?? server.Engine.PlanOf(parts[0].Id!)?.Text; // a part without a text has an id
                    options = end;
                    break;
            }
        }
        catch (ServerError)
        {
            // the answer says it
        }

        var request = new FakeRequest(connection, header.Stream, (Opcode)header.Opcode, query, options);
        server.Watch?.Invoke(request);
        return request;
    }

    /// <summary>The frame that answers a request.</summary>
    public byte[] Answer(FrameHeader header, byte[] body)
    {
        try
        {
            if ((header.Flags & FrameHeader.Compressed) != 0)
                server.Counters.Bad("a compressed frame without COMPRESSION in STARTUP");
            if (header.Stream < 0)
                server.Counters.Bad($"stream {header.Stream}");
            var reader = new WireReader(body);
            if ((header.Flags & FrameHeader.Payload) != 0)
                reader.BytesMap();
            var answer = Answer(header, ref reader);
            if (reader.Left > 0)
                server.Counters.Bad($"{reader.Left} bytes behind a {(Opcode)header.Opcode}");
            return answer;
        }
        catch (ServerError error)
        {
            if (error.Code == ErrorCode.PROTOCOL_ERROR)
                server.Counters.Bad($"{(Opcode)header.Opcode}: {error.Message}");
            return ErrorFrame(_isStarted ? header.Stream : error.Message.StartsWith("Unexpected", StringComparison.Ordinal) ? (short)0 : header.Stream, error);
        }
    }

    byte[] Answer(FrameHeader header, ref WireReader reader)
    {
        var opcode = (Opcode)header.Opcode;
        if (opcode == Opcode.Options)
            return Frame(header, Opcode.Supported, Supported());
        if (opcode == Opcode.Startup)
            return Startup(header, ref reader);
        if (!_isStarted)
            throw ServerError.Protocol($"Unexpected message {opcode.ToString().ToUpperInvariant()}, expecting STARTUP or OPTIONS");
        if (opcode == Opcode.AuthResponse)
        {
            _login.Check(reader.Bytes());
            return Frame(header, Opcode.AuthSuccess, new WireWriter().Bytes(null));
        }

        if (!_login.IsDone)
            throw ServerError.Protocol($"Unexpected message {opcode.ToString().ToUpperInvariant()}, expecting SASL_RESPONSE");
        return opcode == Opcode.Register ? Register(header, ref reader) : Statement(header, opcode, ref reader);
    }

    byte[] Startup(FrameHeader header, ref WireReader reader)
    {
        var options = reader.StringMap();
        if (_isStarted)
            throw ServerError.Protocol("Unexpected message STARTUP, the connection is already initialized");
        var version = options.GetValueOrDefault("CQL_VERSION") ?? throw ServerError.Protocol("Missing value CQL_VERSION in STARTUP message");
        if (string.CompareOrdinal(version, "3.0.0") < 0)
            throw ServerError.Protocol($"CQL version {version} is not supported by the binary protocol (supported version are >= 3.0.0)");
        if (options.GetValueOrDefault("COMPRESSION") is { } compression)
            throw ServerError.Protocol($"Unknown compression algorithm: {compression}");
        _isStarted = true;
        return _login.IsDone
            ? Frame(header, Opcode.Ready, new())
            : Frame(header, Opcode.Authenticate, new WireWriter().String("org.apache.cassandra.auth.PasswordAuthenticator"));
    }

    WireWriter Supported()
    {
        var writer = new WireWriter().Short(server.Settings.IsAstra ? 4 : 3);
        writer.String("PROTOCOL_VERSIONS").Strings(["3/v3", "4/v4", "5/v5", "6/v6-beta"]);
        writer.String("COMPRESSION").Strings(["snappy", "lz4"]);
        writer.String("CQL_VERSION").Strings([server.Settings.Release.StartsWith('5') ? "3.4.7" : "3.4.6"]);
        return server.Settings.IsAstra ? writer.String("PRODUCT_TYPE").Strings(["DATASTAX_APOLLO"]) : writer;
    }

    byte[] Register(FrameHeader header, ref WireReader reader)
    {
        var events = reader.Strings();
        if (events.FirstOrDefault(one => !_events.Contains(one)) is { } unknown)
            throw ServerError.Protocol($"Invalid value '{unknown}' for Type");
        _registered = [.. _registered, .. events];
        return Frame(header, Opcode.Ready, new());
    }

    byte[] Statement(FrameHeader header, Opcode opcode, ref WireReader reader)
    {
        var (result, skip) = Run(opcode, ref reader);
        if (result is KeyspaceResult keyspace)
            _keyspace = keyspace.Keyspace;
        if (result is PreparedResult prepared && !prepared.Plan.IsQualified && !_warnedOfUse)
        {
            _warnedOfUse = true;
            result.Warnings.Add(Anti(prepared));
        }

        var body = new WireWriter();
        var flags = (byte)(header.Flags & FrameHeader.Tracing);
        if (flags != 0)
            body.Raw(Guid.NewGuid().ToByteArray(bigEndian: true));
        if (result.Warnings.Count > 0)
        {
            flags |= FrameHeader.Warning;
            body.Strings(result.Warnings);
        }

        ResultWriter.Write(body, result, skip);
        return FrameHeader.Frame(0x84, flags, header.Stream, Opcode.Result, body.Written);
    }

    (Result Result, bool SkipsMetadata) Run(Opcode opcode, ref WireReader reader)
    {
        switch (opcode)
        {
            case Opcode.Query:
                var cql = reader.LongString();
                var options = Strict(QueryOptions.Read(ref reader));
                CheckGrants(cql);
                return (server.Engine.Query(cql, _keyspace, options), options.SkipMetadata);
            case Opcode.Prepare:
                return (server.Engine.Prepare(reader.LongString(), _keyspace), false);
            case Opcode.Execute:
                var id = reader.ShortBytes();
                options = Strict(QueryOptions.Read(ref reader));
                CheckGrants(server.Engine.PlanOf(id)?.Text);
                return (server.Engine.Execute(id, _keyspace, options), options.SkipMetadata);
            default:
                var (kind, parts, end) = BatchBody.Read(ref reader);
                foreach (var part in parts)
                    CheckGrants(part.Cql ?? server.Engine.PlanOf(part.Id!)?.Text); // a part without a text has an id
                return (server.Engine.Batch(kind, parts, _keyspace, Strict(end)), false);
        }
    }

    void CheckGrants(string? cql)
    {
        if (cql is not null && _login.Name is { } user && server.Settings.WithoutGrants.Contains(user))
            Grants.Check(user, Cql.Parser.Parse(cql), _keyspace);
    }

    QueryOptions Strict(QueryOptions options)
    {
        if (options.Oddity is { } oddity)
            server.Counters.Bad(oddity);
        return options;
    }

    string Anti(PreparedResult prepared)
        => "`USE <keyspace>` with prepared statements is considered to be an anti-pattern due to ambiguity in non-qualified table names. "
            + "Please consider removing instances of `Session#setKeyspace(<keyspace>)`, `Session#execute(\"USE <keyspace>\")` and `cluster.newSession(<keyspace>)` from your code, "
            + "and always use fully qualified table names (e.g. <keyspace>.<table>). "
            + $"Keyspace used: {_keyspace ?? "null"}, statement keyspace: {prepared.Plan.Table?.Keyspace ?? _keyspace ?? "null"}, statement id: {Convert.ToHexStringLower(prepared.Id)}";

    static byte[] Frame(FrameHeader header, Opcode opcode, WireWriter body) => FrameHeader.Frame(0x84, 0, header.Stream, opcode, body.Written);
}
