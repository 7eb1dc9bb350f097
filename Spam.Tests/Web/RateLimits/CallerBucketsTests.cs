using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Spam.Tests.Web.Metrics;
using Spam.Web.Configuration;
using Spam.Web.RateLimits;

namespace Spam.Tests.Web.RateLimits;

public class CallerBucketsTests
{
    const int Burst = 3;

    static readonly Settings _settings = TestServer.Settings with { Rate = new(PerSecond: 1, Burst), ApiKeys = [Digest("one"), Digest("other")] };

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync(_settings);

        var answers = await ExhaustAsync(server);
        var other = await server.SendAsync("GET", "/prediction?text=a", headers: ("x-api-key", "other"));
        var live = await server.SendAsync("GET", "/health/live");
        var ready = await server.SendAsync("GET", "/health/ready");
        var metrics = await server.SendAsync("GET", "/metrics", headers: ("x-api-key", "one"));

        Assert.All(answers.Take(Burst), answer => Assert.Equal(200, answer.Status));
        Assert.Equal((429, """{"detail":"You ask more often than you may. Ask again later."}"""), (answers[^1].Status, answers[^1].Text));
        Assert.Equal("1", answers[^1].Headers["retry-after"]);
        Assert.Equal((200, 200, 200, 200), (other.Status, live.Status, ready.Status, metrics.Status));
        Assert.Equal(1, Exposition.Read(metrics.Body)["spam_requests_rejected_total{reason=\"rate_limited\"}"]);
    }

    [Fact]
    public async Task Without_a_limit_everybody_asks_as_often_as_it_likes()
    {
        await using var server = await TestServer.StartAsync();

        for (var i = 0; i < 30; i++)
            Assert.Equal(200, (await server.PredictAsync("a")).Status);
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")] // a host has all addresses of its network
    [InlineData(null, "")]
    public void A_caller_without_a_key_is_known_by_its_address_or_network(string? address, string place)
        => Assert.Equal(place, CallerBuckets.Place(address is null ? null : IPAddress.Parse(address)));

    // A token comes back each second: on a machine that is slow enough some more are answered.
    static async Task<IReadOnlyList<RawAnswer>> ExhaustAsync(TestServer server)
    {
        var answers = new List<RawAnswer>();
        do
        {
            answers.Add(await server.SendAsync("GET", string.Create(CultureInfo.InvariantCulture, $"/prediction?text={answers.Count}"), headers: ("x-api-key", "one")));
        }
        while (answers[^1].Status == 200 && answers.Count < 1_000);
        return answers;
    }

    static string Digest(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
