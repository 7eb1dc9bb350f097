using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.Http;

public class SafetyTests
{
    static readonly Limits _small = new(BodyBytes: 2_000, TextLength: 100, Texts: 3, UrlLength: 1_000);

    [Fact]
    public async Task Too_much_is_refused_with_the_limit()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = _small });
        var longText = new string('a', 101);

        var body = await server.SendAsync("POST", "/prediction", $$"""{"text":"{{new string('a', 2_000)}}"}""");
        var chunked = await RawClient.SendAsync(server.Port, Encoding.ASCII.GetBytes(
            $"POST /prediction HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\nfff\r\n{new string(' ', 0xfff)}\r\n0\r\n\r\n"));
        var text = await server.SendAsync("POST", "/prediction", $$"""{"text":"{{longText}}"}""");
        var emoji = await server.SendAsync("POST", "/prediction", $$"""{"text":"{{string.Concat(Enumerable.Repeat("😀", 100))}}"}""");
        var texts = await server.SendAsync("POST", "/predictions", """{"texts":["a","b","c","d"]}""");
        var query = await server.SendAsync("GET", $"/prediction?text={longText}");
        var url = await server.SendAsync("GET", $"/prediction?text={new string('a', 1_000)}");

        Assert.Equal((413, """{"detail":"The body is too large."}"""), (body.Status, body.Text));
        Assert.Equal(413, chunked.Status);
        Assert.Equal(
            (422, """{"detail":[{"loc":["body","text"],"msg":"ensure this value has at most 100 characters","type":"value_error.any_str.max_length","ctx":{"limit_value":100}}]}"""),
            (text.Status, text.Text));
        Assert.Equal(200, emoji.Status);
        Assert.Equal(
            (422, """{"detail":[{"loc":["body","texts"],"msg":"ensure this value has at most 3 items","type":"value_error.list.max_items","ctx":{"limit_value":3}}]}"""),
            (texts.Status, texts.Text));
        Assert.Equal(422, query.Status);
        Assert.Equal((414, """{"detail":"The URL has 1017 characters; at most 1000 are read. Send long texts with POST."}"""), (url.Status, url.Text));
    }

    [Fact]
    public async Task No_text_no_key_and_no_query_stands_in_a_log_line()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [Digest("my key")] });
        const string secret = "my secret pin 1234";

        await server.SendAsync("GET", "/prediction?text=my+secret+pin+1234", headers: ("x-api-key", "my key"));
        await server.SendAsync("POST", "/prediction", $$"""{"text":"{{secret}}"}""", ("authorization", "Bearer my key"));
        await server.SendAsync("POST", "/prediction", $$"""{"text":"{{secret}}",}""", ("authorization", "Bearer my key"));
        await server.SendAsync("GET", "/my/secret/pin/1234");
        await server.SendAsync("GET", "/%0d%0aFAKE%20LINE");
        await server.SendAsync("POST", "/prediction", "{}", ("authorization", "Bearer wrong-key"));

        Assert.Equal(6, server.Log.Lines.Count(line => line.Contains(" ms trace ", StringComparison.Ordinal)));
        Assert.All(server.Log.Lines, line => Assert.DoesNotMatch("secret|1234|my key|wrong-key|FAKE", line));
    }

    [Fact]
    public async Task The_trace_of_the_caller_stands_in_the_line()
    {
        await using var server = await TestServer.StartAsync();

        await server.SendAsync("GET", "/", headers: ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        Assert.Contains(server.Log.Lines, line => line.Contains("GET / 200 ", StringComparison.Ordinal) && line.Contains(" ms trace 4bf92f3577b34da6a3ce929d0e0e4736", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_let_in_and_tell_callers_apart()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [Digest("first"), Digest("second")] });

        var without = await server.PredictAsync("ab");
        var wrong = await server.SendAsync("POST", "/prediction", """{"text":"ab"}""", ("x-api-key", "third"));
        var bearer = await server.SendAsync("POST", "/prediction", """{"text":"mine"}""", ("authorization", "bearer first"));
        var header = await server.SendAsync("POST", "/prediction", """{"text":"yours"}""", ("x-api-key", "second"));
        var mine = await server.SendAsync("GET", "/recent_log", headers: ("x-api-key", "first"));
        var info = await server.SendAsync("GET", "/", headers: ("x-api-key", "first"));

        Assert.Equal((401, "Bearer"), (without.Status, without.Headers["www-authenticate"]));
        Assert.Equal((401, 200, 200), (wrong.Status, bearer.Status, header.Status));
        Assert.Equal(["mine"], JsonDocument.Parse(mine.Text).RootElement.EnumerateArray().Select(entry => entry.GetProperty("input").GetString()));
        Assert.Contains($"\"caller_id\":\"{Digest("first")}\"", info.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("/health/live"), InlineData("/health/ready"), InlineData("/docs"), InlineData("/docs/swagger-ui.css"), InlineData("/openapi.json")]
    public async Task Health_and_documentation_need_no_key(string path)
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [Digest("first")] });

        Assert.Equal(200, (await server.SendAsync("GET", path)).Status);
    }

    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1")]
    [InlineData("8.8.8.8, 1.1.1.1", "1.1.1.1")] // what the caller wrote itself does not count
    [InlineData("1.1.1.1, 10.0.0.7", "1.1.1.1")] // a second proxy of ours
    [InlineData("not an address", "127.0.0.1")]
    public async Task A_listed_proxy_says_for_whom_it_asks(string forwarded, string caller)
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("10.0.0.0/8")] });

        var info = await server.SendAsync("GET", "/", headers: ("x-forwarded-for", forwarded));
        var redirect = await server.SendAsync("GET", "/recent_log/", headers: [("x-forwarded-for", forwarded), ("x-forwarded-proto", "https")]);

        Assert.Contains($"\"caller_id\":\"{caller}\"", info.Text, StringComparison.Ordinal);
        Assert.StartsWith("http", redirect.Headers["location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_disturbs_nobody()
    {
        await using var server = await TestServer.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, server.Port);
            await client.GetStream().WriteAsync("POST /prediction HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{\"te"u8.ToArray());
            client.LingerState = new(true, 0);
        }

        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_escapes_the_name_of_the_API_and_holds_no_script_of_its_own()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiName = "<script>alert(1)</script>" });

        var home = await server.SendAsync("GET", "/", headers: ("accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        var docs = await server.SendAsync("GET", "/docs");

        Assert.All([home, docs], page => Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal));
        Assert.All([home, docs], page => Assert.DoesNotContain("//", page.Text, StringComparison.Ordinal)); // nothing from elsewhere
        Assert.StartsWith("default-src 'none'; script-src 'self'; ", docs.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_that_the_documentation_page_names_is_served()
    {
        await using var server = await TestServer.StartAsync();
        var docs = await server.SendAsync("GET", "/docs");

        var files = System.Text.RegularExpressions.Regex.Matches(docs.Text, "(?:src|href)=\"(/docs/[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(6, files.Count);
        foreach (var file in files)
            Assert.Equal((file, 200), (file, (await server.SendAsync("GET", file)).Status));
    }

    static string Digest(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
