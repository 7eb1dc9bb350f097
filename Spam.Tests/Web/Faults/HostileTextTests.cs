using System.Text;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Model;
using Spam.Tests.Web.Storage.Cassandra;
using Spam.Web.Configuration;
using Spam.Web.Json;

namespace Spam.Tests.Web.Faults;

/// <summary>Texts that are meant to break something are answered as any other, and come back from the cache and from the log as they were.</summary>
public class HostileTextTests
{
    static readonly OrderedDictionary<string, string> _texts = new()
    {
        ["nothing"] = "",
        ["NUL"] = "free\0prize\0",
        ["NUL alone"] = "\0",
        ["the first half of a pair"] = "a\ud83db",
        ["the second half of a pair"] = "\ude00",
        ["a pair the wrong way round"] = "\ude00\ud83d",
        ["right to left"] = "\u202eمرحبا\u202c שלום \u200f1234",
        ["emoji"] = "👨‍👩‍👧‍👦 😀🏳️‍🌈",
        ["marks upon marks"] = "a" + new string('\u0301', 1_000),
        ["no characters"] = "\ufeff\uffff\ufffe\u0085\u2028",
        ["SQL"] = "'); DROP TABLE calls; DROP TABLE predictions; --",
        ["CQL"] = "' USING TTL 0; TRUNCATE spam_test.spam_cache_items; //$$",
        ["CRLF"] = "free\r\nSet-Cookie: a=b\r\n\r\nHTTP/1.1 200 OK\r\n",
        ["JSON"] = "\"}],\"top\":{\"label\":\"ham\\u0000",
        ["controls"] = string.Concat(Enumerable.Range(1, 31).Select(code => (char)code)) + '\u007f',
        ["a mark of ours"] = "\0sha256:\0utf16:",
        ["one word often"] = string.Join(' ', Enumerable.Repeat("win", 10_000)),
    };

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var name in _texts.Keys)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task It_is_answered_and_comes_back_from_the_cache_and_the_log(string name, bool onCassandra)
    {
        var text = _texts[name];
        await using var cassandra = onCassandra ? FakeCassandra.Start() : null;
        await using var server = await TestServer.StartAsync(StoredIn(cassandra));

        var posted = await server.SendAsync("POST", "/prediction", BodyOf(text));
        var many = await server.SendAsync("POST", "/predictions", $$"""{"texts":[{{Escape(text)}},{{Escape(text)}}]}""");
        var asked = text.EnumerateRunes().Contains(Rune.ReplacementChar) ? null : await server.SendAsync("GET", $"/prediction?echo_input=1&text={Uri.EscapeDataString(text)}");
        var cached = await UntilCachedAsync(server, text);

        Assert.Equal((200, 200, 200, 200), (posted.Status, many.Status, asked?.Status ?? 200, cached.Status));
        Assert.All([posted, asked ?? posted, cached], answer => Assert.Equal(text, Read<Dictionary<string, object?>>(answer)["input"]));
        Assert.All(Read<List<object?>>(many), answer => Assert.Equal(text, ((Dictionary<string, object?>)answer!)["input"]));
        Assert.Equal(ScoresOf(posted), ScoresOf(cached));
        Assert.All(await LogAsync(server), logged => Assert.Equal(text, logged));
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_million_times_the_same_word_is_refused_by_the_limits_and_answered_where_they_allow_it(bool onCassandra)
    {
        var body = $$"""{"text":"{{string.Join(' ', Enumerable.Repeat("win", 1_000_000))}}"}""";
        using var folder = new TemporaryFolder();
        TinyModel.Write(folder["tiny"], TinyModel.Metadata("ham", "spam"), width: 2);
        await using var cassandra = onCassandra ? FakeCassandra.Start() : null;
        var settings = StoredIn(cassandra) with { MockModel = false, ModelDirectory = folder["tiny"], ModelVersion = null };
        await using var usual = await TestServer.StartAsync(settings);
        await using var roomy = await TestServer.StartAsync(settings with { Limits = new(BodyBytes: 8_000_000) });
        await using var roomiest = await TestServer.StartAsync(settings with { Limits = new(BodyBytes: 8_000_000, TextLength: 4_000_000) });

        var tooLarge = await usual.SendAsync("POST", "/prediction", body, ("expect", "100-continue")); // else the answer may be lost while the body is sent
        var tooLong = await roomy.SendAsync("POST", "/prediction", body);
        var answered = await roomiest.SendAsync("POST", "/prediction", body);
        var logged = await LogAsync(roomiest);

        Assert.Equal((413, 422, 200), (tooLarge.Status, tooLong.Status, answered.Status));
        Assert.Equal(3_999_999, Assert.Single(logged).Length);
        Assert.Contains("\"from_cache\":true", (await UntilAsync(roomiest, body)).Text, StringComparison.Ordinal);
    }

    static Settings StoredIn(FakeCassandra? cassandra)
        => (cassandra is null ? TestServer.Settings : CassandraStore.SettingsFor(cassandra)) with { MemoryCacheMegabytes = 0 };

    static Task<RawAnswer> UntilCachedAsync(TestServer server, string text) => UntilAsync(server, BodyOf(text));

    // The store gets an answer soon after its caller.
    static async Task<RawAnswer> UntilAsync(TestServer server, string body)
    {
        for (var i = 0; ; i++)
        {
            var answer = await server.SendAsync("POST", "/prediction", body);
            if (answer.Status != 200 || i == 500 || answer.Text.Contains("\"from_cache\":true", StringComparison.Ordinal))
                return answer;
            await Task.Delay(10);
        }
    }

    static async Task<IEnumerable<string>> LogAsync(TestServer server)
    {
        var calls = Read<List<object?>>(await server.SendAsync("GET", "/recent_log"));
        Assert.NotEmpty(calls);
        return calls.Select(call => (string)((Dictionary<string, object?>)call!)["input"]!); // each call has one
    }

    static string BodyOf(string text) => $$"""{"text":{{Escape(text)}},"echo_input":true}""";

    // So that halves of pairs can be sent, too.
    static string Escape(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";

    static T Read<T>(RawAnswer answer)
    {
        Assert.Null(JsonParser.Parse(answer.Text, out var value));
        return Assert.IsType<T>(value);
    }

    static Dictionary<string, object?> ScoresOf(RawAnswer answer) => (Dictionary<string, object?>)Read<Dictionary<string, object?>>(answer)["prediction"]!;
}
