using System.Diagnostics;
using Spam.Model;
using Spam.Web.Inference;
using Spam.Web.Metrics;
using Spam.Web.Repository;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Predictions;

/// <summary>Answers from the cache what it can, and has the model run once for each other text.</summary>
sealed class PredictionService(PredictionStore store, InferenceQueue queue, Counters counters, ServiceMeter meter)
{
    readonly SingleFlight _flights = new();

    /// <summary>An answer for each text, in their order.</summary>
    /// <param name="model">What answers.</param>
    /// <param name="texts">The texts. Equal ones are looked for, and run, once.</param>
    /// <param name="skipCache">Whether to run the model for all; the cache then learns the answers.</param>
    /// <param name="cancellation">Stops waiting. The model does not run for a text that nobody waits for.</param>
    /// <exception cref="OverloadedException">The model would have to run, and too many texts wait for it.</exception>
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
            var found = skipCache ? await RunAsync(model, open, cancellation) : await FindOrRunAsync(model, open, cancellation);
            for (var i = 0; i < keys.Length; i++)
                answers[i] ??= found[keys[i]];
        }

        if (!skipCache)
            counters.Hit(answers.Count(answer => answer!.Value.FromCache)); // all are there by now
        foreach (var answer in answers)
            meter.Predicted(model.Name, model.Version, answer!.Value.Prediction.Top.Label);
        return Array.ConvertAll(answers, answer => answer!.Value);
    }

    async Task<Dictionary<CacheKey, Answer>> FindOrRunAsync(ModelLease model, Dictionary<CacheKey, string> texts, CancellationToken cancellation)
    {
        var answers = new Dictionary<CacheKey, Answer>(texts.Count);
        CacheKey[] keys = [.. texts.Keys];
        var stored = await store.FindInStoreAsync(keys, model.Classifier.Labels, cancellation);
        var own = new List<WaitingText>();
        var all = new List<WaitingText>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (stored?[i] is { } prediction)
            {
                answers[keys[i]] = new(prediction, FromCache: true);
                continue;
            }

            if (_flights.TryLead(keys[i], texts[keys[i]], out var flight))
                own.Add(flight);
            all.Add(flight);
        }

        if (stored is null)
            counters.LookupFailed(all.Count);
        else
            counters.Missed(all.Count);
        await LandAsync(own, answers);
        await FlyAsync(model, own, all, answers, cancellation);
        return answers;
    }

    async Task<Dictionary<CacheKey, Answer>> RunAsync(ModelLease model, Dictionary<CacheKey, string> texts, CancellationToken cancellation)
    {
        var answers = new Dictionary<CacheKey, Answer>(texts.Count);
        counters.Bypassed(texts.Count);
        WaitingText[] own = [.. texts.Select(text => new WaitingText(text.Key, text.Value))];
        await FlyAsync(model, own, own, answers, cancellation);
        return answers;
    }

    // Between the look into the cache and the start of a flight another one may have landed.
    async Task LandAsync(List<WaitingText> own, Dictionary<CacheKey, Answer> answers)
    {
        for (var i = own.Count - 1; i >= 0; i--)
        {
            if (await store.FindInMemoryAsync(own[i].Key) is not { } prediction)
                continue;
            answers[own[i].Key] = new(prediction, FromCache: true);
            _flights.Land(own[i], prediction);
            own.RemoveAt(i);
        }
    }

    // Who leaves before the answer is there leaves all flights: those that nobody else waits for end.
    async Task FlyAsync(
        ModelLease model, IReadOnlyList<WaitingText> own, IReadOnlyList<WaitingText> all, Dictionary<CacheKey, Answer> answers, CancellationToken cancellation)
    {
        try
        {
            if (own.Count > 0)
                await Begin(model, own).WaitAsync(cancellation);
            foreach (var flight in all) // one's own are there; those of others may come later
                answers.TryAdd(flight.Key, new(await flight.Answer.WaitAsync(cancellation), FromCache: false));
        }
        finally
        {
            foreach (var flight in all)
            {
                queue.Leave(flight);
                if (!flight.IsWanted)
                    _flights.Remove(flight);
            }
        }
    }

    Task Begin(ModelLease model, IReadOnlyList<WaitingText> texts)
    {
        var call = new InferenceCall(model.Classifier, texts, Landed, Crashed) { Queued = Stopwatch.GetTimestamp() };
        try
        {
            queue.Add(call);
            return call.Done;
        }
        catch (OverloadedException cause)
        {
            Crashed(texts, cause);
            throw;
        }
    }

    void Landed(IReadOnlyList<WaitingText> texts, IReadOnlyList<Prediction> predictions)
    {
        counters.Inferred(texts.Count);
        store.Keep([.. texts.Select(text => text.Key)], predictions);
        for (var i = 0; i < texts.Count; i++)
            _flights.Land(texts[i], predictions[i]);
    }

    void Crashed(IReadOnlyList<WaitingText> texts, Exception cause)
    {
        foreach (var text in texts)
            _flights.Crash(text, cause);
    }
}
