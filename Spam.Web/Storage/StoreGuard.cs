using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Spam.Web.Configuration;
using Spam.Web.Metrics;

namespace Spam.Web.Storage;

/// <summary>
/// Stands between the API and its store: each call has a time budget, and a store that keeps failing is left alone for a while
/// and then tried again. A call that fails is counted; what to do without an answer is the caller's to know.
/// </summary>
sealed class StoreGuard
{
    static readonly TimeSpan _writeBudget = TimeSpan.FromSeconds(5);
    static readonly TimeSpan _restTime = TimeSpan.FromSeconds(2);

    readonly CircuitBreakerStateProvider _state = new();
    readonly ResiliencePipeline _reads;
    readonly ResiliencePipeline _writes;
    readonly Counters _counters;
    readonly ServiceMeter _meter;
    readonly ILogger _logger;
    volatile string? _reason;
    volatile bool _isUp = true;

    /// <summary>Guards a store with the budget of <paramref name="settings"/>.</summary>
    public StoreGuard(Settings settings, Counters counters, ServiceMeter meter, TimeProvider clock, ILogger<StoreGuard> logger)
    {
        (_counters, _meter, _logger) = (counters, meter, logger);
        var breaker = new ResiliencePipelineBuilder { TimeProvider = new SteadyClock(clock) } // a clock set back would leave the store alone for as long
            .AddCircuitBreaker(new()
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(5),
                BreakDuration = _restTime,
                StateProvider = _state,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(cause => cause is not OperationCanceledException),
                OnOpened = opened =>
                {
                    Log.StoreLeftAlone(_logger, opened.BreakDuration, opened.Outcome.Exception?.Message ?? "");
                    return default;
                },
                OnClosed = _ =>
                {
                    Log.StoreBack(_logger);
                    return default;
                },
            })
            .Build();
        _reads = Within(breaker, settings.StoreTimeout, clock);
        _writes = Within(breaker, _writeBudget, clock);
    }

    /// <summary>Whether the store is left alone now.</summary>
    public bool IsOpen => _state.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>Whether the last call was answered.</summary>
    public bool IsUp => _isUp;

    /// <summary>Why the call failed that failed last, for everybody's eyes; null where none did.</summary>
    public string? Reason => _reason;

    /// <summary>How the store is seen: <c>closed</c> is well, <c>open</c> is left alone, <c>half_open</c> is being tried.</summary>
    public string State => _state.CircuitState switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half_open",
        _ => "open",
    };

    /// <summary>Asks the store for something that a request waits for.</summary>
    /// <param name="operation">One of <see cref="StoreOperation"/>, for metrics.</param>
    /// <param name="read">The call.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it answered in time, and what.</returns>
    public Task<(bool Answered, T? Value)> TryReadAsync<T>(string operation, Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
        => TryAsync(_reads, operation, read, cancellation);

    /// <summary>Gives the store something to keep.</summary>
    /// <param name="operation">One of <see cref="StoreOperation"/>, for metrics.</param>
    /// <param name="write">The call.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> TryWriteAsync(string operation, Func<CancellationToken, Task> write, CancellationToken cancellation)
        => (await TryAsync(_writes, operation, async token =>
        {
            await write(token);
            return true;
        }, cancellation)).Answered;

    async Task<(bool Answered, T? Value)> TryAsync<T>(
        ResiliencePipeline pipeline, string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            // A store that does not heed the token is not waited for either.
            var value = await pipeline.ExecuteAsync(async token => await call(token).Seen().WaitAsync(token), cancellation);
            _isUp = true;
            _meter.StoreCalled(operation, StoreOperation.Ok, start);
            return (true, value);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _meter.StoreCalled(operation, StoreOperation.Cancelled, start);
            throw;
        }
        catch (BrokenCircuitException)
        {
            _isUp = false;
            _counters.StoreCallSpared();
            _meter.StoreCalled(operation, StoreOperation.Spared, start);
            return default;
        }
        catch (Exception cause)
        {
            _isUp = false;
            _counters.StoreCallFailed();
            _meter.StoreCalled(operation, cause is TimeoutRejectedException ? StoreOperation.Timeout : StoreOperation.Error, start);
            _reason = cause switch
            {
                TimeoutRejectedException => "no answer in time",
                StoreException => cause.Message,
                _ => "an error; the service's log says which", // its message may hold paths
            };
            Log.StoreFailed(_logger, cause is TimeoutRejectedException ? _reason : cause.Message);
            return default;
        }
    }

    static ResiliencePipeline Within(ResiliencePipeline breaker, TimeSpan budget, TimeProvider clock)
        => new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddPipeline(breaker)
            .AddTimeout(new TimeoutStrategyOptions { Timeout = budget })
            .Build();
}
