using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spam.Tests.Web.Faults;

/// <summary>Requests that are too large in one way or another are refused with the status that says so, in JSON where the server has read enough to know what is asked.</summary>
public class LargeRequestTests
{
    [Fact]
    public async Task Too_large_headers_and_too_many_are_refused()
    {
        await using var server = await TestServer.StartAsync();

        var large = await server.SendAsync("GET", "/prediction?text=ab", headers: ("x-large", new string('a', 40_000)));
        var many = await server.SendAsync("GET", "/prediction?text=ab", headers: [.. Enumerable.Range(0, 150).Select(i => ($"x-{i}", "a"))]);

        Assert.Equal((431, 431), (large.Status, many.Status));
    }

    [Fact]
    public async Task A_URL_beyond_its_limit_is_refused_in_words_and_one_far_beyond_it_without()
    {
        await using var server = await TestServer.StartAsync();

        var beyond = await server.SendAsync("GET", $"/prediction?text={new string('a', 66_000)}");
        var far = await server.SendAsync("GET", $"/prediction?text={new string('a', 80_000)}");

        Assert.Equal((414, "application/json"), (beyond.Status, beyond.Headers["content-type"]));
        Assert.Equal((414, ""), (far.Status, far.Text));
    }

    [Theory, InlineData("["), InlineData("{\"a\":")]
    public async Task JSON_of_any_depth_is_answered(string level)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync("POST", "/prediction", $$"""{"text":{{string.Concat(Enumerable.Repeat(level, 300_000))}}""");

        Assert.InRange(answer.Status, 400, 422);
        Assert.StartsWith("{\"detail\":", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_a_length_is_refused_before_it_ends()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /prediction HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray());

        // The limit is 2,000,000 bytes: a little more, and no last chunk. An answer can come only because they are counted as they come.
        var chunk = Encoding.ASCII.GetBytes($"2710\r\n{new string(' ', 10_000)}\r\n");
        for (var i = 0; i < 201; i++)
            await stream.WriteAsync(chunk);
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer);

        Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(answer));
    }
}
