using System.Text.RegularExpressions;

namespace Spam.Tests.Web.Http;

/// <summary>The rules of W3C Trace Context, section 3.2: what is malformed is as good as absent.</summary>
public partial class TraceTests
{
    const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736", Parent = "00f067aa0ba902b7";

    [GeneratedRegex("""^traceparent;desc="00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]"$""")]
    private static partial Regex Answered();

    [Theory]
    [InlineData($"00-{Trace}-{Parent}-01")]
    [InlineData($"00-{Trace}-{Parent}-00")]
    [InlineData($"00-{Trace}-{Parent}-ff")]
    [InlineData($"01-{Trace}-{Parent}-01")]
    [InlineData($"cc-{Trace}-{Parent}-01-what-is-to-come")]
    public async Task A_trace_goes_on(string traceparent)
    {
        var (trace, span, line) = await AskAsync(("traceparent", traceparent));

        Assert.Equal(Trace, trace);
        Assert.NotEqual(Parent, span);
        Assert.EndsWith($" trace {Trace} ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData($"00-{Trace}-{Parent}")]
    [InlineData($"00-{Trace}-{Parent}-1")]
    [InlineData($"00-{Trace}-{Parent}-01-more")]
    [InlineData($"00-{Trace}-{Parent}-01.")]
    [InlineData($"cc-{Trace}-{Parent}-01.what-is-to-come")]
    [InlineData($"ff-{Trace}-{Parent}-01")]
    [InlineData($"0x-{Trace}-{Parent}-01")]
    [InlineData($"00-00000000000000000000000000000000-{Parent}-01")]
    [InlineData($"00-{Trace}-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b77-01")]
    [InlineData($"00-{Trace}-00f067aa0ba902bg-01")]
    [InlineData($"00_{Trace}_{Parent}_01")]
    public async Task A_malformed_trace_is_ignored_and_another_begins(string traceparent)
    {
        var (trace, _, line) = await AskAsync(("traceparent", traceparent));

        Assert.NotEqual(Trace, trace);
        Assert.NotEqual(new string('0', 32), trace);
        Assert.EndsWith($" trace {trace} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_traces_neither_counts()
    {
        var (trace, _, _) = await AskAsync(("traceparent", $"00-{Trace}-{Parent}-01"), ("traceparent", $"00-{Trace}-{Parent}-01"));

        Assert.NotEqual(Trace, trace);
    }

    [Fact]
    public async Task A_trace_begins_where_none_was_sent()
    {
        var (first, _, _) = await AskAsync();
        var (second, _, _) = await AskAsync();

        Assert.NotEqual(first, second);
    }

    static async Task<(string Trace, string Span, string Line)> AskAsync(params (string Name, string Value)[] headers)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.SendAsync("GET", "/health/live", headers: headers);
        var match = Answered().Match(answer.Headers["server-timing"]);
        Assert.True(match.Success, answer.Headers["server-timing"]);
        await server.StopAsync(); // the line is written when the answer is out
        return (match.Groups[1].Value, match.Groups[2].Value, server.Log.Lines.Single(line => line.Contains("GET /health/live 200 ", StringComparison.Ordinal)));
    }
}
