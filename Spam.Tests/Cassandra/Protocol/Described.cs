using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Requests and responses in the words of the golden data.</summary>
static partial class Described
{
    /// <summary>Words of the recorder that are not the enum's: UPPER_CASE of LocalOne is LOCAL_ONE.</summary>
    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Humps();

    public static JsonObject Of(Request request)
    {
        var said = new JsonObject();
        if (request.CustomPayload is not null)
            said["custom_payload"] = Payload(request.CustomPayload!);
        switch (request)
        {
            case StartupRequest startup:
                said["options"] = new JsonObject(startup.Options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value)));
                break;
            case RegisterRequest register:
                said["events"] = Strings(register.Events);
                break;
            case AuthResponseRequest answer:
                said["token"] = Hex(answer.Token);
                break;
            case PrepareRequest prepare:
                said["query"] = prepare.Query;
                break;
            case QueryRequest query:
                said["query"] = query.Query;
                Add(said, query.Parameters);
                break;
            case ExecuteRequest execute:
                said["id"] = Hex(execute.Id);
                Add(said, execute.Parameters);
                break;
            case BatchRequest batch:
                said["batch_type"] = Enum.IsDefined(batch.Type) ? Upper(batch.Type) : (int)batch.Type;
                said["statements"] = new JsonArray([.. batch.Parts.Select(Part)]);
                said["consistency"] = Consistency(batch.Consistency);
                said["flags"] = (batch.SerialConsistency is null ? 0 : 0x10) | (batch.Timestamp is null ? 0 : 0x20);
                if (batch.SerialConsistency is { } serial)
                    said["serial_consistency"] = Consistency(serial);
                if (batch.Timestamp is { } timestamp)
                    said["timestamp"] = timestamp;
                break;
        }

        return said;
    }

    public static JsonObject Of(Response response)
    {
        var said = new JsonObject();
        if (response.Extras?.TracingId is { } tracing)
            said["tracing_id"] = tracing.ToString();
        if (response.Extras?.Warnings is { } warnings)
            said["warnings"] = Strings(warnings);
        if (response.Extras?.CustomPayload is { } payload)
            said["custom_payload"] = Payload(payload!);
        switch (response)
        {
            case AuthenticateResponse authenticate:
                said["authenticator"] = authenticate.Authenticator;
                break;
            case AuthSuccessResponse success:
                said["token"] = Hex(success.Token);
                break;
            case SupportedResponse supported:
                said["options"] = new JsonObject(supported.Options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)Strings(option.Value))));
                break;
            case EventResponse happened:
                said["event"] = happened.Kind;
                if (happened.Schema is { } schema)
                    Add(said, schema);
                else
                    (said["change"], said["address"], said["port"]) = (happened.Change, happened.Address!.Address.ToString(), happened.Address.Port);
                break;
            case VoidResult:
                said["kind"] = "VOID";
                break;
            case SetKeyspaceResult set:
                (said["kind"], said["keyspace"]) = ("SET_KEYSPACE", set.Keyspace);
                break;
            case SchemaChangeResult changed:
                said["kind"] = "SCHEMA_CHANGE";
                Add(said, changed.Change);
                break;
            case PreparedResult prepared:
                (said["kind"], said["id"]) = ("PREPARED", Hex(prepared.Id));
                var variables = Metadata(prepared.Variables, prepared.Variables.Columns.Length, null);
                variables["pk_indices"] = new JsonArray([.. prepared.KeyIndexes.Select(index => (JsonNode)index)]);
                said["variables"] = variables;
                said["result"] = Metadata(prepared.Columns, 0, null);
                break;
            case RowsResult rows:
                said["kind"] = "ROWS";
                said["metadata"] = Metadata(rows.Columns, rows.ColumnCount, rows.PagingState);
                said["rows_count"] = rows.RowCount;
                said["rows"] = new JsonArray([.. Enumerable.Range(0, rows.RowCount).Select(row
                    => new JsonArray([.. Enumerable.Range(0, rows.ColumnCount).Select(column => Cell(rows, row, column))]))]);
                break;
            case ErrorResponse error:
                Add(said, error);
                break;
        }

        return said;
    }

    static void Add(JsonObject said, QueryParameters parameters)
    {
        said["consistency"] = Consistency(parameters.Consistency);
        said["flags"] = (parameters.Values is { } bound ? bound.Named ? 0x41 : 1 : 0) | (parameters.SkipMetadata ? 2 : 0) | (parameters.PageSize is null ? 0 : 4)
            | (parameters.PagingState is null ? 0 : 8) | (parameters.SerialConsistency is null ? 0 : 0x10) | (parameters.Timestamp is null ? 0 : 0x20);
        if (parameters.Values is { } values)
            said["values"] = new JsonArray([.. Values(values).Select(value => (JsonNode)(values.Named ? new() { ["name"] = value.Name, ["bytes"] = value.Bytes } : new JsonObject { ["bytes"] = value.Bytes }))]);
        if (parameters.PageSize is { } size)
            said["page_size"] = size;
        if (parameters.PagingState is not null)
            said["paging_state"] = Hex(parameters.PagingState);
        if (parameters.SerialConsistency is { } serial)
            said["serial_consistency"] = Consistency(serial);
        if (parameters.Timestamp is { } timestamp)
            said["timestamp"] = timestamp;
    }

    static void Add(JsonObject said, SchemaChange change)
    {
        (said["change"], said["target"], said["keyspace"]) = (change.Change, change.Target, change.Keyspace);
        if (change.Name is not null)
            said["name"] = change.Name;
        if (change.Arguments is not null)
            said["arguments"] = Strings(change.Arguments);
    }

    static void Add(JsonObject said, ErrorResponse error)
    {
        (said["code"], said["error"], said["message"]) = ($"0x{(int)error.Code:x4}", Upper(error.Code), error.Message);
        switch (error.Code)
        {
            case ErrorCode.Unavailable:
                (said["consistency"], said["required"], said["alive"]) = (Consistency(error.Consistency), error.Required, error.Received);
                break;
            case ErrorCode.ReadTimeout or ErrorCode.ReadFailure or ErrorCode.WriteTimeout or ErrorCode.WriteFailure:
                (said["consistency"], said["received"], said["block_for"]) = (Consistency(error.Consistency), error.Received, error.Required);
                if (error.Code is ErrorCode.ReadFailure or ErrorCode.WriteFailure)
                    said["failures"] = error.Failures;
                if (error.Code is ErrorCode.ReadTimeout or ErrorCode.ReadFailure)
                    said["data_present"] = error.DataPresent ? 1 : 0;
                else
                    said["write_type"] = error.WriteType;
                break;
            case ErrorCode.FunctionFailure:
                (said["keyspace"], said["function"], said["arg_types"]) = (error.Keyspace, error.Name, Strings(error.ArgumentTypes));
                break;
            case ErrorCode.AlreadyExists:
                (said["keyspace"], said["table"]) = (error.Keyspace, error.Name);
                break;
            case ErrorCode.Unprepared:
                said["id"] = Hex(error.UnknownId);
                break;
        }
    }

    static JsonNode Part(BatchPart part)
    {
        var values = new JsonArray([.. Values(part.Values).Select(value => value.Bytes)]);
        return part.Id is null ? new JsonObject { ["query"] = part.Query, ["values"] = values } : new JsonObject { ["id"] = Hex(part.Id), ["values"] = values };
    }

    static List<(string? Name, JsonNode? Bytes)> Values(BoundValues values)
    {
        var said = new List<(string?, JsonNode?)>();
        var reader = new FrameReader(values.Bytes);
        for (var i = 0; i < values.Count; i++)
        {
            var name = values.Named ? reader.ReadString() : null;
            var length = reader.ReadInt();
            var start = reader.Position;
            if (length > 0)
                reader.Skip(length);
            said.Add((name, length switch { -1 => null, -2 => "unset", _ => Hex(reader.Slice(start, reader.Position).ToArray()) }));
        }

        return said;
    }

    static JsonObject Metadata(RowSetMetadata? metadata, int count, byte[]? pagingState)
    {
        var columns = metadata?.Columns;
        var said = new JsonObject { ["flags"] = (columns is null ? 4 : columns.Length > 0 ? 1 : 0) | (pagingState is null ? 0 : 2), ["columns_count"] = columns?.Length ?? count };
        if (pagingState is not null)
            said["paging_state"] = Hex(pagingState);
        if (columns is { Length: > 0 })
            (said["keyspace"], said["table"]) = (columns[0].Keyspace, columns[0].Table);
        if (columns is not null)
            said["columns"] = new JsonArray([.. columns.Select(column => new JsonObject { ["name"] = column.Name, ["type"] = TypeOf(column.CqlType) })]);
        return said;
    }

    static JsonNode TypeOf(CqlType type) => type switch
    {
        { CustomClass: { } name } => new JsonObject { ["type"] = "custom", ["class"] = name },
        { Code: ColumnTypeCode.Map } => new JsonObject { ["type"] = "map", ["key"] = TypeOf(type.Arguments[0]), ["value"] = TypeOf(type.Arguments[1]) },
        { Code: ColumnTypeCode.List or ColumnTypeCode.Set } => new JsonObject { ["type"] = Lower(type), ["of"] = TypeOf(type.Arguments[0]) },
        { Code: ColumnTypeCode.Tuple } => new JsonObject { ["type"] = "tuple", ["of"] = new JsonArray([.. type.Arguments.Select(TypeOf)]) },
        { Code: ColumnTypeCode.Udt } => new JsonObject
        {
            ["type"] = "udt",
            ["keyspace"] = type.Keyspace,
            ["name"] = type.Name,
            ["fields"] = new JsonArray([.. type.Arguments.Select((field, i) => new JsonObject { ["name"] = type.FieldNames[i], ["is"] = TypeOf(field) })]),
        },
        _ => Lower(type),
    };

    static JsonObject Cell(RowsResult rows, int row, int column)
    {
        if (!rows.TryCell(row, column, out var cell))
            return new() { ["hex"] = null };

        var said = new JsonObject { ["hex"] = Convert.ToHexStringLower(cell) };
        if (rows.Columns?.Columns[column].CqlType is { } type && Simple(type, cell) is { } value)
            said["is"] = value;
        return said;
    }

    // The recorder gives numbers of type float in the digits of a double.
    static JsonNode? Simple(CqlType type, ReadOnlySpan<byte> cell) => type.CustomClass is not null ? null : ValueReader.Read(type, cell, type.Code == ColumnTypeCode.Timestamp ? typeof(Spam.Cassandra.CqlTimestamp) : null) switch
    {
        string text => text,
        int number => number,
        long number => number,
        short number => number,
        sbyte number => number,
        bool flag => flag,
        float number => Number(number),
        double number => Number(number),
        Spam.Cassandra.CqlDate date => (long)(uint)(date.DaysFromEpoch ^ int.MinValue),
        Spam.Cassandra.CqlTime time => time.Nanoseconds,
        Spam.Cassandra.CqlTimestamp moment => moment.Milliseconds,
        System.Numerics.BigInteger or Guid or System.Net.IPAddress => ValueReader.Read(type, cell, null)!.ToString(),
        _ => null,
    };

    // Python's words for a double, as text that is compared by value.
    static string Number(double value)
        => double.IsNaN(value) ? "nan" : double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf"
            : value == Math.Floor(value) && Math.Abs(value) < 1e16 ? value.ToString("0.0", CultureInfo.InvariantCulture) is var text && double.IsNegative(value) && !text.StartsWith('-') ? "-" + text : text
            : Exponent().Replace(value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(), "$1");

    [GeneratedRegex("(e[+-])0+(?=[0-9]{2})")]
    private static partial Regex Exponent();

    static JsonNode Consistency(ConsistencyLevel level) => Enum.IsDefined(level) ? Upper(level) : (int)level;

    static string Upper(Enum value) => Humps().Replace(value.ToString(), "_").ToUpperInvariant();

    static string Lower(CqlType type) => type.Code.ToString().ToLowerInvariant();

    static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);

    static JsonArray Strings(IEnumerable<string> strings) => new([.. strings.Select(text => (JsonNode)text)]);

    static JsonObject Payload(IEnumerable<KeyValuePair<string, byte[]>> payload)
        => new(payload.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Hex(entry.Value))));
}
