using System.Collections.Concurrent;
using Spam.Model;
using Spam.Web.Inference;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Predictions;

/// <summary>Lets one of several requests for the same text run the model, and the others wait for its answer.</summary>
sealed class SingleFlight
{
    readonly ConcurrentDictionary<CacheKey, WaitingText> _flights = new();

    /// <summary>Joins the flight for <paramref name="key"/>, or begins it. One that all have left is no longer joined.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    /// <param name="flight">The flight.</param>
    /// <returns>Whether the caller has to have the model run.</returns>
    public bool TryLead(CacheKey key, string text, out WaitingText flight)
    {
        var own = new WaitingText(key, text);
        while (true)
        {
            flight = _flights.GetOrAdd(key, own);
            if (flight == own)
                return true;
            if (flight.TryJoin())
                return false;
            Remove(flight);
        }
    }

    /// <summary>Hands the answer to all who wait.</summary>
    public void Land(WaitingText flight, Prediction prediction)
    {
        Remove(flight);
        flight.Land(prediction);
    }

    /// <summary>Hands the failure to all who wait.</summary>
    public void Crash(WaitingText flight, Exception cause)
    {
        Remove(flight);
        flight.Crash(cause);
    }

    /// <summary>Forgets a flight: who asks for its text begins another.</summary>
    public void Remove(WaitingText flight) => _flights.TryRemove(new(flight.Key, flight));
}
