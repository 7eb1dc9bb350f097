using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spam.Tests.Web.CallLog;

/// <summary>The log of 0, 1, 3 and 1000 entries, chunk by chunk.</summary>
public partial class RecentLogStreamGoldenTests
{
    const string File = "api/recent-log-stream.json";

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")]
    private static partial Regex CalledAt();

    public static TheoryData<int> Entries
        => System.IO.File.Exists(GoldenData.PathOf(File)) ? [.. GoldenData.Json(File).EnumerateArray().Select(entry => entry.GetProperty("entries").GetInt32())] : [0];

    [SkippableTheory, MemberData(nameof(Entries))]
    public async Task The_log_comes_in_the_recorded_chunks(int entries)
    {
        var recorded = GoldenData.Json(File).EnumerateArray().Single(entry => entry.GetProperty("entries").GetInt32() == entries);

        var answer = await ReadAsync(recorded, entries);

        var chunks = answer.Chunks!.Select(chunk => CalledAt().Replace(Encoding.ASCII.GetString(chunk), "{{called_at}}")).ToList(); // the status says that it is chunked
        Assert.Equal(recorded.GetProperty("status").GetInt32(), answer.Status);
        Assert.All(recorded.GetProperty("headers").EnumerateObject(), header => Assert.Equal(header.Value.GetString(), answer.Headers[header.Name]));
        Assert.True(answer.IsWhole);
        if (recorded.TryGetProperty("chunks", out var all))
        {
            Assert.Equal(Texts(all), chunks);
            return;
        }

        Assert.Equal(recorded.GetProperty("chunk_count").GetInt32(), chunks.Count);
        Assert.Equal(Texts(recorded.GetProperty("first_chunks")), chunks.Take(4));
        Assert.Equal(Texts(recorded.GetProperty("last_chunks")), chunks.TakeLast(3));
        Assert.All(chunks.Skip(1).SkipLast(1).Select((chunk, index) => (chunk, index)), row => Assert.Contains($"\"index\": {row.index}, ", row.chunk, StringComparison.Ordinal));
        Assert.Equal(recorded.GetProperty("body_bytes").GetInt32(), answer.Body.Length);
        Assert.Equal(
            recorded.GetProperty("chunk_sizes").EnumerateObject().Select(size => $"{size.Name}: {size.Value.GetInt32()}"),
            answer.Chunks!.GroupBy(chunk => chunk.Length).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Count()}"));
    }

    // Sends the texts in one call, and again where the hour changed in between.
    static async Task<RawAnswer> ReadAsync(JsonElement recorded, int entries)
    {
        var texts = recorded.TryGetProperty("texts", out var given) ? Texts(given) : Enumerable.Range(0, entries).Select(n => $"text {n}");
        var body = $$"""{"texts":{{JsonSerializer.Serialize(texts)}}}""";
        while (true)
        {
            var hour = DateTime.UtcNow.Hour;
            await using var server = await TestServer.StartAsync();
            await server.SendAsync("POST", "/predictions", body, ("content-type", "application/json"));
            var answer = await server.SendAsync("GET", "/recent_log");
            if (DateTime.UtcNow.Hour == hour)
                return answer;
        }
    }

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
