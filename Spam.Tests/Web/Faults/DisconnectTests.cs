using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Faults;

/// <summary>Clients leave in the middle of it: what was done for them ends, and what fails then is nobody's unseen exception.</summary>
public class DisconnectTests
{
    const string Late = "It failed when its caller had gone.";

    [Fact]
    public async Task What_fails_in_the_store_after_its_caller_has_left_is_no_unobserved_exception()
    {
        var store = new GatedStore();
        await using var server = await TestServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton<IPredictionCache>(store)));
        store.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        var unseen = await UnseenAsync(server, () => store.Asked.Task, () => store.Gate.SetException(new IOException(Late)));

        Assert.Empty(unseen);
        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
    }

    [Fact]
    public async Task What_fails_in_the_model_after_its_caller_has_left_is_no_unobserved_exception()
    {
        using var gate = new SemaphoreSlim(0);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fails = true;
        var classifier = new TableClassifier("spam", "1", ["ham", "spam"], _ =>
        {
            running.TrySetResult();
            gate.Wait();
            return fails ? throw new IOException(Late) : [0.5f, 0.5f];
        });
        await using var server = await TestServer.StartAsync(classifier: classifier);

        var unseen = await UnseenAsync(server, () => running.Task, () => gate.Release());
        fails = false;
        gate.Release(100);

        Assert.Empty(unseen);
        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
    }

    // A client asks, leaves while its answer is made, and then the work fails.
    static async Task<IReadOnlyCollection<string>> UnseenAsync(TestServer server, Func<Task> begun, Action fail)
    {
        var unseen = new ConcurrentQueue<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs report)
        {
            foreach (var cause in report.Exception.InnerExceptions.Where(cause => cause.Message == Late)) // those of other tests are others' concern
                unseen.Enqueue(cause.ToString());
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await AskAndLeaveAsync(server, begun);
            fail();
            for (var i = 0; i < 10; i++)
            {
                await Task.Delay(5);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        return unseen;
    }

    static async Task AskAndLeaveAsync(TestServer server, Func<Task> begun)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /prediction?text=left HTTP/1.1\r\nhost: a\r\n\r\n"));
        await begun();
        client.LingerState = new(true, 0); // a reset
        client.Close();
        while (!server.Log.Lines.Any(line => line.Contains(" 499 ", StringComparison.Ordinal)))
            await Task.Delay(1);
    }

    /// <summary>A cache that answers when its gate says so.</summary>
    sealed class GatedStore : IPredictionCache
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Gate { get; set; }

        public async Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
        {
            if (Gate is { } gate)
            {
                Asked.TrySetResult();
                await gate.Task;
            }

            return new CachedPrediction?[keys.Count];
        }

        public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation) => Task.CompletedTask;

        public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
    }
}
