using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Spam.Bench.Load;

namespace Spam.Bench.Faults.Clients;

/// <summary>Clients who do all right while something goes wrong: each asks new texts, one after the other, on a connection that it keeps until it is asked to close it.</summary>
sealed class GoodClients
{
    readonly ConcurrentQueue<double> _milliseconds = [];
    readonly Uri _server;
    readonly TimeSpan _pause;
    readonly Task[] _running;
    volatile bool _ends;
    int _failures;
    int _turnedAway;
    string? _firstFailure;

    GoodClients(Uri server, int count, TimeSpan pause)
    {
        (_server, _pause) = (server, pause);
        _running = [.. Enumerable.Range(0, count).Select(_ => Task.Run(RunAsync))];
    }

    /// <summary>Lets them begin.</summary>
    /// <param name="server">Whom they ask.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="pauseMillis">How long each waits between its requests.</param>
    public static GoodClients Begin(Uri server, int count = 4, int pauseMillis = 10) => new(server, count, TimeSpan.FromMilliseconds(pauseMillis));

    /// <summary>Lets them ask for so long.</summary>
    public static async Task<GoodAnswers> AskAsync(Uri server, double seconds, int count = 4, int pauseMillis = 10)
    {
        var clients = Begin(server, count, pauseMillis);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return await clients.EndAsync();
    }

    /// <summary>Lets them end when they have the answers that they wait for.</summary>
    public async Task<GoodAnswers> EndAsync()
    {
        _ends = true;
        await Task.WhenAll(_running);
        return new([.. _milliseconds.Order()], _failures, _turnedAway, _firstFailure);
    }

    // Until the server takes no connection any more.
    async Task RunAsync()
    {
        for (var wasAskedToClose = false; !_ends; wasAskedToClose = true)
        {
            using var client = new LoadClient();
            try
            {
                await client.ConnectAsync(_server);
            }
            catch (SocketException)
            {
                return; // nobody was asked anything
            }

            await AskAsync(client, wasAskedToClose);
        }
    }

    async Task AskAsync(LoadClient client, bool wasAskedToClose)
    {
        var answers = 0;
        try
        {
            do
            {
                var start = Stopwatch.GetTimestamp();
                var status = await client.SendAsync("/prediction", LoadTexts.NewText());
                answers++;
                if (status == 200)
                    _milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                else
                    Fail($"status {status}");
                if (_pause > TimeSpan.Zero)
                    await Task.Delay(_pause);
            }
            while (!client.IsClosing && !_ends);
        }
        catch (Exception cause) when ((cause is IOException or SocketException) && wasAskedToClose && answers == 0)
        {
            _ = cause;
            Interlocked.Increment(ref _turnedAway); // the system had taken the connection, and the server, which was closing, had not
        }
        catch (Exception cause) when (cause is IOException or SocketException)
        {
            Fail(cause.Message);
        }
    }

    void Fail(string reason)
    {
        Interlocked.Increment(ref _failures);
        _firstFailure ??= reason;
    }
}
