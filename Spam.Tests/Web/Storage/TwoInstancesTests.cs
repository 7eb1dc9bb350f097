using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Web.Storage.Cassandra;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.Storage;

/// <summary>Two instances of the service side by side on one store.</summary>
public class TwoInstancesTests
{
    const int TextsEach = 40;

    [Fact]
    public async Task On_one_SQLite_file_they_share_the_cache_and_the_log_is_complete()
    {
        using var folder = new TemporaryFolder();

        await TryAsync(TestServer.Settings with { DataDirectory = folder["shared"] });
    }

    [Fact]
    public async Task On_one_Cassandra_they_share_the_cache_and_the_log_is_complete()
    {
        await using var cassandra = FakeCassandra.Start();

        await TryAsync(CassandraStore.SettingsFor(cassandra));
    }

    static async Task TryAsync(Settings settings)
    {
        await using (var one = await StartAsync(settings))
        await using (var two = await StartAsync(settings))
        {
            await Task.WhenAll(Enumerable.Range(0, TextsEach).SelectMany(i => (Task[])[one.PredictAsync($"one {i}"), two.PredictAsync($"two {i}")]));
            for (var i = 0; i < TextsEach; i++)
            {
                // Asked of the one that computed it first: whoever is told that it is cached has waited for the store.
                await one.PredictAsync($"one {i}");
                Assert.Contains("\"from_cache\":true", (await two.PredictAsync($"one {i}")).Text, StringComparison.Ordinal);
            }
        }

        await using var later = await StartAsync(settings);
        var log = JsonDocument.Parse((await later.SendAsync("GET", "/recent_log")).Text).RootElement.EnumerateArray().Select(call => call.GetProperty("input").GetString()!);

        var expected = Enumerable.Range(0, TextsEach).SelectMany(i => (string[])[$"one {i}", $"one {i}", $"one {i}", $"two {i}"]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), log.Order(StringComparer.Ordinal));
    }

    static Task<TestServer> StartAsync(Settings settings)
        => TestServer.StartAsync(settings, change: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ManualClock()))); // all within one hour
}
