using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Spam.Tests.Web;

namespace Spam.Tests.Deploy;

/// <summary>nginx, with the configuration of <c>deploy/</c>, before two of our servers on one store.</summary>
public sealed class BalancerTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Two_servers_behind_it_share_answers_and_log_and_one_may_go()
    {
        OutsideTool.SkipWithout("nginx");
        var settings = TestServer.Settings with { DataDirectory = _folder["data"], TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] };
        await using var first = await TestServer.StartAsync(settings);
        await using var second = await TestServer.StartAsync(settings);
        var port = FreePort();
        using var balancer = Nginx.Start(_folder, Configuration(port, first.Port, second.Port), port);

        var answers = new List<RawAnswer>();
        for (var i = 0; i < 20; i++)
            answers.Add(await RawClient.SendAsync(port, "GET", $"/prediction?text=shared+{i % 10}"));
        var logged = await LoggedAsync(port, 20);
        await second.StopAsync();
        for (var i = 0; i < 10; i++)
            answers.Add(await RawClient.SendAsync(port, "GET", $"/prediction?text=shared+{i}"));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.All(answers.Take(10), answer => Assert.Contains("\"from_cache\":false", answer.Text, StringComparison.Ordinal));
        Assert.All(answers.Skip(10), answer => Assert.Contains("\"from_cache\":true", answer.Text, StringComparison.Ordinal));
        Assert.Equal(20, logged);
    }

    // Calls are logged after their answer: asks until all stand there, and no longer than a minute.
    static async Task<int> LoggedAsync(int port, int expected)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var log = await RawClient.SendAsync(port, "GET", "/recent_log");
            var count = log.Text.Split("\"input\"").Length - 1;
            if (count >= expected || watch.Elapsed > TimeSpan.FromMinutes(1))
                return count;
            await Task.Delay(20);
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    // Debian's nginx is older than the one that the compose file names: a list of addresses stands for the name of all replicas.
    static string Configuration(int port, int first, int second)
        => File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx.conf"))
            .Replace("server api:8000 resolve", Invariant($"server 127.0.0.1:{second}; server 127.0.0.1:{first}"), StringComparison.Ordinal)
            .Replace("listen 8080;", Invariant($"listen 127.0.0.1:{port};"), StringComparison.Ordinal);

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
