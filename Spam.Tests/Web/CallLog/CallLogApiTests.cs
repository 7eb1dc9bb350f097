using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Web.CallLog;

namespace Spam.Tests.Web.CallLog;

public class CallLogApiTests
{
    [Fact]
    public async Task Rows_reach_the_client_as_the_store_yields_them()
    {
        var log = new HandFedLog();
        await using var server = await TestServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton<ICallLog>(log)));
        using var client = new HttpClient();
        log.Rows.Writer.TryWrite("first");

        using var response = await client.GetAsync(new Uri($"{server.Address}/recent_log"), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        var first = await ReadToAsync(stream, '}');
        log.Rows.Writer.TryWrite("second"); // only now that the first has come
        var second = await ReadToAsync(stream, '}');
        log.Rows.Writer.Complete();

        Assert.StartsWith("[{\"index\": 0, \"input\": \"first\", ", first, StringComparison.Ordinal);
        Assert.StartsWith(",{\"index\": 1, \"input\": \"second\", ", second, StringComparison.Ordinal);
        Assert.Equal("]", await new StreamReader(stream).ReadToEndAsync());
    }

    [Fact]
    public async Task A_store_that_dies_on_the_way_leaves_a_list_that_is_seen_to_be_cut()
    {
        var log = new HandFedLog();
        await using var server = await TestServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton<ICallLog>(log)));
        log.Rows.Writer.TryWrite("first");
        log.Rows.Writer.Complete(new IOException("the disk is gone"));

        var answer = await server.SendAsync("GET", "/recent_log");

        Assert.False(answer.IsWhole);
    }

    [Fact]
    public async Task Without_a_store_the_log_is_empty()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Store = Spam.Web.Configuration.StoreKind.None });

        await server.PredictAsync("ab");
        var answer = await server.SendAsync("GET", "/recent_log");
        var cached = await server.PredictAsync("ab");

        Assert.Equal((200, "[]"), (answer.Status, answer.Text));
        Assert.Contains("\"from_cache\":true", cached.Text, StringComparison.Ordinal); // memory is there all the same
    }

    static async Task<string> ReadToAsync(Stream stream, char end)
    {
        var text = "";
        var one = new byte[1];
        while (!text.EndsWith(end))
        {
            await stream.ReadExactlyAsync(one);
            text += (char)one[0];
        }

        return text;
    }
}
