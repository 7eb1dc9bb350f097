using System.Collections.Concurrent;
using Spam.Model;
using Spam.Web.Storage;

namespace Spam.Web.Predictions;

/// <summary>Lets one of several requests for the same text run the model, and the others wait for its answer.</summary>
sealed class SingleFlight
{
    readonly ConcurrentDictionary<CacheKey, TaskCompletionSource<Prediction>> _flights = new();

    /// <summary>Joins the flight for <paramref name="key"/>, or begins it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="answer">What the flight brings.</param>
    /// <returns>Whether the caller has to run the model, and then to call <see cref="Land"/> or <see cref="Crash"/>.</returns>
    public bool TryLead(CacheKey key, out Task<Prediction> answer)
    {
        var own = new TaskCompletionSource<Prediction>(TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = _flights.GetOrAdd(key, own);
        answer = flight.Task;
        return flight == own;
    }

    /// <summary>Hands the answer to all who wait.</summary>
    public void Land(CacheKey key, Prediction prediction)
    {
        if (_flights.TryRemove(key, out var flight))
            flight.SetResult(prediction);
    }

    /// <summary>Hands the failure to all who wait.</summary>
    public void Crash(CacheKey key, Exception cause)
    {
        if (!_flights.TryRemove(key, out var flight))
            return;
        flight.SetException(cause);
        _ = flight.Task.Exception; // seen, though nobody may wait
    }
}
