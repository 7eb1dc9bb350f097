using System.Text.RegularExpressions;

namespace Spam.Tests.Web.Ui;

public partial class UiApiTests
{
    const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [GeneratedRegex("(?:src|href)=\"(/[^\"]+)\"")]
    private static partial Regex Link();

    [Theory, InlineData("/ui"), InlineData("/")]
    public async Task A_browser_gets_the_page_with_a_policy_that_lets_nothing_else_run(string path)
    {
        await using var server = await TestServer.StartAsync();

        var page = await server.SendAsync("GET", path, headers: ("accept", Browser));

        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers["content-type"]));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            page.Headers["content-security-policy"]);
        Assert.Equal(("nosniff", "no-store", "no-referrer"), (page.Headers["x-content-type-options"], page.Headers["cache-control"], page.Headers["referrer-policy"]));
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_still_get_JSON_at_the_root()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var accept in (string[])["*/*", "application/json", "application/json, text/html;q=0.9"])
        {
            var answer = await server.SendAsync("GET", "/", headers: ("accept", accept));
            Assert.Equal(("application/json", "Accept"), (answer.Headers["content-type"], answer.Headers["vary"]));
        }
    }

    [Fact]
    public async Task Every_file_of_the_page_is_served_and_asked_for_again_by_its_tag()
    {
        await using var server = await TestServer.StartAsync();
        var page = await server.SendAsync("GET", "/ui");
        var files = Link().Matches(page.Text).Select(link => link.Groups[1].Value).Where(path => path.StartsWith("/ui/", StringComparison.Ordinal)).ToList();

        Assert.Equal(7, files.Count);
        foreach (var file in files)
        {
            var first = await server.SendAsync("GET", file);
            var head = await server.SendAsync("HEAD", file);
            var again = await server.SendAsync("GET", file, headers: ("if-none-match", $"\"other\", W/{first.Headers["etag"]}"));
            var changed = await server.SendAsync("GET", file, headers: ("if-none-match", "\"other\""));

            Assert.Equal((200, "no-cache", "nosniff"), (first.Status, first.Headers["cache-control"], first.Headers["x-content-type-options"]));
            Assert.Equal((200, first.Headers["etag"], 0), (head.Status, head.Headers["etag"], head.Body.Length));
            Assert.Equal((304, first.Headers["etag"], 0), (again.Status, again.Headers["etag"], again.Body.Length));
            Assert.Equal((200, first.Text), (changed.Status, changed.Text));
        }
    }

    [Fact]
    public async Task Scripts_and_styles_have_their_types_and_name_nothing_elsewhere()
    {
        await using var server = await TestServer.StartAsync();

        var script = await server.SendAsync("GET", "/ui/page.js");
        var style = await server.SendAsync("GET", "/ui/page.css");

        Assert.Equal(("text/javascript; charset=utf-8", "text/css; charset=utf-8"), (script.Headers["content-type"], style.Headers["content-type"]));
        Assert.All([script, style], file => Assert.DoesNotMatch(@"https?://|url\(|innerHTML|sessionStorage|document\.cookie", file.Text));
    }

    [Fact]
    public async Task What_is_known_of_the_model_stands_in_the_page()
    {
        await using var server = await TestServer.StartAsync(
            TestServer.Settings with { MockModel = false, ApiName = "<b>&\"" }, new ScriptedClassifier(["ham & <eggs>", "spam"]));

        var page = (await server.SendAsync("GET", "/ui")).Text;

        Assert.Contains("<title>&lt;b&gt;&amp;&quot;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<dd><bdi>scripted</bdi></dd>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>ham &amp; &lt;eggs&gt;</bdi>, <bdi>spam</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Accuracy</dt><dd>0.875</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Always the most frequent label</dt><dd>0.250</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Top 3</dt><dd>0.969</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>ham &amp; &lt;eggs&gt;</bdi></th><td>0.500</td><td></td>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>spam</bdi></th><td></td><td>0.750</td>", page, StringComparison.Ordinal);
        Assert.Contains("class=\"banner\" hidden", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_there_before_the_model()
    {
        var page = System.Text.Encoding.UTF8.GetString(Spam.Web.Ui.UiPage.Write(TestServer.Settings, "spam", classifier: null).Span);

        Assert.Contains("<bdi id=\"model-name\">spam</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("The model cannot answer yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_no_key_and_what_it_asks_for_does()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [new('0', 64)] });

        var root = await server.SendAsync("GET", "/", headers: ("accept", Browser));
        var page = await server.SendAsync("GET", "/ui");
        var script = await server.SendAsync("GET", "/ui/page.js");
        var info = await server.SendAsync("GET", "/");
        var beside = await server.SendAsync("GET", "/uix");
        var log = await server.SendAsync("GET", "/recent_log", headers: ("accept", Browser));

        Assert.Equal((200, 200, 200), (root.Status, page.Status, script.Status));
        Assert.Equal((401, 401, 404), (info.Status, log.Status, beside.Status));
        Assert.Contains("data-key=\"needed\"", page.Text, StringComparison.Ordinal);
    }
}
