using Spam.Model;
using Spam.Web.Repository;
using Spam.Web.Storage;

namespace Spam.Web.Predictions;

/// <summary>Answers from the cache what it can, and runs the model once for each other text.</summary>
sealed class PredictionService(PredictionStore store, Counters counters)
{
    readonly SingleFlight _flights = new();

    /// <summary>An answer for each text, in their order.</summary>
    /// <param name="model">What answers.</param>
    /// <param name="texts">The texts. Equal ones are looked for, and run, once.</param>
    /// <param name="skipCache">Whether to run the model for all; the cache then learns the answers.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<IReadOnlyList<Answer>> PredictAsync(
        ModelLease model, IReadOnlyList<string> texts, bool skipCache, CancellationToken cancellation)
    {
        var keys = new CacheKey[texts.Count];
        var answers = new Answer?[texts.Count];
        var open = new Dictionary<CacheKey, string>();
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = CacheKey.Of(model.CacheName, texts[i]);
            if (!skipCache && await store.FindInMemoryAsync(keys[i]) is { } kept)
                answers[i] = new(kept, FromCache: true);
            else
                open[keys[i]] = texts[i];
        }

        if (open.Count > 0)
        {
            var found = skipCache ? Run(model, open.Keys, open.Values) : await FindOrRunAsync(model, open, cancellation);
            for (var i = 0; i < keys.Length; i++)
                answers[i] ??= found[keys[i]];
        }

        if (!skipCache)
            counters.Hit(answers.Count(answer => answer!.Value.FromCache)); // all are there by now
        return Array.ConvertAll(answers, answer => answer!.Value);
    }

    async Task<Dictionary<CacheKey, Answer>> FindOrRunAsync(ModelLease model, Dictionary<CacheKey, string> texts, CancellationToken cancellation)
    {
        var answers = new Dictionary<CacheKey, Answer>(texts.Count);
        CacheKey[] keys = [.. texts.Keys];
        var stored = await store.FindInStoreAsync(keys, model.Classifier.Labels, cancellation);
        var own = new Dictionary<CacheKey, string>();
        var others = new Dictionary<CacheKey, Task<Prediction>>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (stored[i] is { } prediction)
                answers[keys[i]] = new(prediction, FromCache: true);
            else if (_flights.TryLead(keys[i], out var flight))
                own[keys[i]] = texts[keys[i]];
            else
                others[keys[i]] = flight;
        }

        counters.Missed(own.Count + others.Count);
        foreach (var (key, answer) in Fly(model, own, await LandedBeforeAsync(own.Keys)))
            answers[key] = answer;
        foreach (var (key, flight) in others)
            answers[key] = new(await flight.WaitAsync(cancellation), FromCache: false);
        return answers;
    }

    // Between the look into the cache and the start of a flight another one may have landed.
    async Task<Dictionary<CacheKey, Prediction>> LandedBeforeAsync(IEnumerable<CacheKey> keys)
    {
        var landed = new Dictionary<CacheKey, Prediction>();
        foreach (var key in keys)
        {
            if (await store.FindInMemoryAsync(key) is { } prediction)
                landed[key] = prediction;
        }

        return landed;
    }

    Dictionary<CacheKey, Answer> Fly(ModelLease model, Dictionary<CacheKey, string> texts, Dictionary<CacheKey, Prediction> landed)
    {
        var answers = new Dictionary<CacheKey, Answer>(texts.Count);
        foreach (var (key, prediction) in landed)
        {
            answers[key] = new(prediction, FromCache: true);
            texts.Remove(key);
            _flights.Land(key, prediction);
        }

        try
        {
            foreach (var (key, answer) in Run(model, texts.Keys, texts.Values))
            {
                answers[key] = answer;
                _flights.Land(key, answer.Prediction);
            }

            return answers;
        }
        catch (Exception cause)
        {
            foreach (var key in texts.Keys)
                _flights.Crash(key, cause);
            throw;
        }
    }

    Dictionary<CacheKey, Answer> Run(ModelLease model, IEnumerable<CacheKey> keys, IEnumerable<string> texts)
    {
        CacheKey[] places = [.. keys];
        if (places.Length == 0)
            return [];

        var predictions = model.Classifier.Predict([.. texts]);
        counters.Inferred(places.Length);
        store.Keep(places, predictions);
        var answers = new Dictionary<CacheKey, Answer>(places.Length);
        for (var i = 0; i < places.Length; i++)
            answers[places[i]] = new(predictions[i], FromCache: false);
        return answers;
    }
}
