using System.Text.Json;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Values of every type, written to the double as bytes and as literals, come back with the bytes that a real server gave back, or are refused in its words.</summary>
public class CodecsGoldenTests
{
    const string File = "cassandra/codecs.json";

    public static TheoryData<string> Types
    {
        get
        {
            var types = new TheoryData<string>();
            if (!System.IO.File.Exists(GoldenData.PathOf(File)))
                return new() { "absent" };
            foreach (var type in GoldenData.Json(File).GetProperty("values").EnumerateArray().Select(value => value.GetProperty("type").GetString()!).Distinct()) // every value has one
                types.Add(type);
            return types;
        }
    }

    [SkippableTheory, MemberData(nameof(Types))]
    public async Task Values_come_back_with_the_bytes_of_a_real_server(string type)
    {
        var values = GoldenData.Json(File).GetProperty("values").EnumerateArray().Where(value => value.GetProperty("type").GetString() == type).ToArray();
        await using var server = FakeCassandra.Start(new()
        {
            Schema =
            [
                "CREATE KEYSPACE codecs WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
                "CREATE TYPE codecs.codec_udt (street text, number int, tags set<text>)",
                $"CREATE TABLE codecs.one (id int PRIMARY KEY, v {type})",
            ],
        });
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var wrong = new List<string>();

        foreach (var value in values)
        {
            if (value.TryGetProperty("server", out var counted)) // a counter only counts
                Compare(value, counted.GetString(), Literal(server, $"UPDATE codecs.one SET {value.GetProperty("cql").GetString()} WHERE id = 0"), wrong);
            if (value.TryGetProperty("server_from_cql", out var fromLiteral))
                Compare(value, fromLiteral.GetString(), Literal(server, $"INSERT INTO codecs.one (id, v) VALUES (0, {value.GetProperty("cql").GetString()})"), wrong);
            if (value.TryGetProperty("server_echo", out var echo))
                Compare(value, echo.GetString(), await BoundAsync(client, server, value), wrong);
            if (value.TryGetProperty("server_refuses", out var refusal))
                Compare(value, $"INVALID: {refusal.GetString()}", await BoundAsync(client, server, value), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static void Compare(JsonElement value, string? expected, string? actual, List<string> wrong)
    {
        if (expected != actual)
            wrong.Add($"{value.GetRawText()}: got {actual ?? "null"}");
    }

    static string? Literal(FakeCassandra server, string cql)
    {
        try
        {
            server.Run("TRUNCATE codecs.one");
            server.Run(cql);
        }
        catch (ServerError error)
        {
            return $"{error.Code}: {error.Message}";
        }

        return Stored(server);
    }

    static async Task<string?> BoundAsync(RawCql client, FakeCassandra server, JsonElement value)
    {
        var hex = value.TryGetProperty("bound", out var bound) ? bound : value.GetProperty("driver");
        var text = "INSERT INTO codecs.one (id, v) VALUES (0, ?)"u8.ToArray();
        server.Run("TRUNCATE codecs.one");
        var body = new WireWriter().Int(text.Length).Raw(text).Short((int)Consistency.ONE).Byte(1).Short(1);
        body.Bytes(hex.ValueKind == JsonValueKind.Null ? null : Convert.FromHexString(hex.GetString()!)); // hex
        var outcome = RawCql.Outcome(await client.AskAsync(1, Opcode.Query, body));
        return outcome == "Result" ? Stored(server) : outcome;
    }

    static string? Stored(FakeCassandra server)
    {
        var rows = Assert.IsType<Storage.RowsResult>(server.Run("SELECT v FROM codecs.one")).Rows;
        return rows is [[{ } cell]] ? Convert.ToHexStringLower(cell) : null;
    }
}
