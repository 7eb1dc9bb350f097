using System.Text.Json;
using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

/// <summary>Our tables and statements are those recorded from a real Cassandra for the workshop; only that names are qualified, and calls have a time to live, too.</summary>
public class CassandraTablesGoldenTests
{
    const string File = "cassandra/v4/workshop.jsonl";

    public static TheoryData<string> Recorded => System.IO.File.Exists(GoldenData.PathOf(File)) ? [.. Statements(GoldenData.PathOf(File))] : ["absent"];

    [SkippableTheory, MemberData(nameof(Recorded))]
    public void A_recorded_statement_is_ours(string statement)
    {
        GoldenData.Require(File);
        var tables = new CassandraTables("ks");
        var qualified = statement
            .Replace(" spam_cache_items ", $" {tables.Predictions} ", StringComparison.Ordinal)
            .Replace(" spam_calls_per_caller ", $" {tables.Calls} ", StringComparison.Ordinal);
        if (statement.StartsWith("INSERT INTO spam_calls_per_caller", StringComparison.Ordinal))
            qualified += " USING TTL ?";

        Assert.Contains(qualified, (string[])[.. tables.MakeTables, tables.Find, tables.Store, tables.Record, tables.Read]);
    }

    static IEnumerable<string> Statements(string path)
    {
        foreach (var line in System.IO.File.ReadLines(path))
        {
            var frame = JsonDocument.Parse(line).RootElement;
            if (frame.TryGetProperty("op", out var op) && op.GetString() is "QUERY" or "PREPARE" && frame.GetProperty("decoded").TryGetProperty("query", out var query))
                yield return query.GetString()!; // a recorded statement is a text
        }
    }
}
