using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Spam.Web.Configuration;

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
    readonly ILogger _logger;
    volatile string? _reason;

    /// <summary>Guards a store with the budget of <paramref name="settings"/>.</summary>
    public StoreGuard(Settings settings, Counters counters, TimeProvider clock, ILogger<StoreGuard> logger)
    {
        (_counters, _logger) = (counters, logger);
        var breaker = new ResiliencePipelineBuilder { TimeProvider = clock }
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

    /// <summary>Why the store's last call failed, for everybody's eyes; null where it did not.</summary>
    public string? Reason => _reason;

    /// <summary>How the store is seen: <c>closed</c> is well, <c>open</c> is left alone, <c>half_open</c> is being tried.</summary>
    public string State => _state.CircuitState switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half_open",
        _ => "open",
    };

    /// <summary>Asks the store for something that a request waits for.</summary>
    /// <returns>Whether it answered in time, and what.</returns>
    public Task<(bool Answered, T? Value)> TryReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
        => TryAsync(_reads, read, cancellation);

    /// <summary>Gives the store something to keep.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> TryWriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellation)
        => (await TryAsync(_writes, async token =>
        {
            await write(token);
            return true;
        }, cancellation)).Answered;

    async Task<(bool Answered, T? Value)> TryAsync<T>(ResiliencePipeline pipeline, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            // A store that does not heed the token is not waited for either.
            var answer = await pipeline.ExecuteAsync(async token => await call(token).WaitAsync(token), cancellation);
            _reason = null;
            return (true, answer);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (BrokenCircuitException)
        {
            _counters.StoreCallSpared();
            return default;
        }
        catch (Exception cause)
        {
            _counters.StoreCallFailed();
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
