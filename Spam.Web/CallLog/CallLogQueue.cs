using System.Threading.Channels;
using Spam.Web.Configuration;
using Spam.Web.Storage;

namespace Spam.Web.CallLog;

/// <summary>
/// Takes calls without making anybody wait, and hands them to the log in parts. While the log fails they wait here, up to a bound;
/// what comes then is dropped and counted.
/// </summary>
sealed class CallLogQueue : BackgroundService
{
    const int MostAtOnce = 1_000;
    static readonly TimeSpan _retryAfter = TimeSpan.FromMilliseconds(500);

    readonly Channel<Item> _queue;
    readonly ICallLog _log;
    readonly StoreGuard _guard;
    readonly Counters _counters;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    readonly Lock _timing = new();
    long _lastTicks;

    /// <summary>A queue in front of <paramref name="log"/>, of the length that <paramref name="settings"/> give.</summary>
    public CallLogQueue(ICallLog log, StoreGuard guard, Counters counters, Settings settings, TimeProvider clock, ILogger<CallLogQueue> logger)
    {
        (_log, _guard, _counters, _clock, _logger) = (log, guard, counters, clock, logger);
        _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(settings.LogQueue) { SingleReader = true });
    }

    /// <summary>How many texts wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Logs texts, in their order, at once as far as the caller can tell.</summary>
    public void Record(string caller, params ReadOnlySpan<string> texts)
    {
        var first = TimesFor(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            if (_queue.Writer.TryWrite(new(new(caller, first.AddTicks(i), texts[i]), Written: null)))
                continue;
            _counters.Dropped(texts.Length - i);
            Log.CallsDropped(_logger, _counters.CallsDropped);
            return;
        }
    }

    /// <summary>Waits until what was recorded before is written, or for so long: then the log is read as it is.</summary>
    public async Task FlushAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_guard.IsOpen && _queue.Writer.TryWrite(new(default, written)))
            await written.Task.WaitAsync(atMost, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var calls = new List<Call>(MostAtOnce);
        var waiting = new List<TaskCompletionSource>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                Take(calls, waiting);
                while (!await TryWriteAsync(calls))
                    await Task.Delay(_retryAfter, stoppingToken);
                Finish(calls, waiting);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteTheRestAsync(calls, waiting);
        }
    }

    // Each call has a moment of its own, a tick after the one before at least. A clock that was set back is believed.
    DateTimeOffset TimesFor(int calls)
    {
        lock (_timing)
        {
            var now = _clock.GetUtcNow().UtcTicks;
            var first = now > _lastTicks || _lastTicks - now > TimeSpan.TicksPerSecond ? now : _lastTicks + 1;
            _lastTicks = first + calls - 1;
            return new(first, TimeSpan.Zero);
        }
    }

    // A write that has begun is not called off when the service stops: it might be done, and then be done again.
    Task<bool> TryWriteAsync(List<Call> calls)
        => calls.Count == 0 ? Task.FromResult(true) : _guard.TryWriteAsync(StoreOperation.Log, token => _log.WriteAsync([.. calls], token), CancellationToken.None);

    void Take(List<Call> calls, List<TaskCompletionSource> waiting)
    {
        while (calls.Count < MostAtOnce && _queue.Reader.TryRead(out var item))
        {
            if (item.Written is null)
                calls.Add(item.Call);
            else
                waiting.Add(item.Written);
        }
    }

    async Task WriteTheRestAsync(List<Call> calls, List<TaskCompletionSource> waiting)
    {
        _queue.Writer.TryComplete();
        do
        {
            Take(calls, waiting);
            if (!await TryWriteAsync(calls))
            {
                _counters.Dropped(calls.Count + Waiting);
                Log.CallsDropped(_logger, _counters.CallsDropped);
                return;
            }

            Finish(calls, waiting);
        }
        while (_queue.Reader.TryPeek(out _));
    }

    static void Finish(List<Call> calls, List<TaskCompletionSource> waiting)
    {
        calls.Clear();
        waiting.ForEach(written => written.TrySetResult());
        waiting.Clear();
    }

    // A call, or somebody who waits for the calls before.
    readonly record struct Item(Call Call, TaskCompletionSource? Written);
}
