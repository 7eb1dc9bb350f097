using Cassandra;
using Spam.Model;
using Spam.Web.Configuration;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Answers in the workshop's table. The texts of a call are asked for together; rows end by themselves.</summary>
sealed class CassandraPredictionCache(CassandraConnection connection, Settings settings, TimeProvider clock) : IPredictionCache
{
    const int MostInFlight = 1_024;

    readonly InFlight _statements = new(MostInFlight);
    readonly TimeSpan _lifetime = TimeSpan.FromDays(settings.CacheDays);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var session = await connection.GetAsync(cancellation);
        return await Task.WhenAll(keys.Select(key => FindAsync(session, key, labels, cancellation)));
    }

    /// <inheritdoc/>
    public async Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation)
    {
        var session = await connection.GetAsync(cancellation);
        var now = clock.GetUtcNow();
        await Task.WhenAll(predictions.Select(cached => _statements.ExecuteAsync(session, Store(session.Statements.Store, cached, now), cancellation)));
    }

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask; // rows have a time to live

    async Task<CachedPrediction?> FindAsync(CassandraSession session, CacheKey key, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var rows = await _statements.ExecuteAsync(session, session.Statements.Find.Bind(key.Model, key.Text), cancellation);
        if (rows.FirstOrDefault() is not { } row || row.IsNull("stored_at") || ToPrediction(row, labels) is not { } prediction)
            return null;
        var expires = row.GetValue<TimeUuid>("stored_at").GetDate() + _lifetime;
        return clock.GetUtcNow() < expires ? new(key, prediction, expires) : null;
    }

    BoundStatement Store(PreparedStatement statement, CachedPrediction cached, DateTimeOffset now)
    {
        var scores = new SortedDictionary<string, float>(StringComparer.Ordinal);
        foreach (var (label, score) in cached.Prediction.Scores)
            scores[label] = score;
        var top = cached.Prediction.Top;
        return statement.Bind(
            cached.Key.Model, cached.Key.Text, TimeUuid.NewId(cached.Expires - _lifetime), top.Label, top.Value, scores, Lifetime.Until(cached.Expires, now));
    }

    static Prediction? ToPrediction(Row row, IReadOnlyList<string> labels)
    {
        if (row.GetValue<IDictionary<string, float>>("prediction_map") is not { } stored || stored.Count != labels.Count)
            return null;

        var byLabel = new OrderedDictionary<string, float>(labels.Count, StringComparer.Ordinal);
        var top = labels[0];
        foreach (var label in labels)
        {
            if (!stored.TryGetValue(label, out var score))
                return null;
            byLabel.Add(label, score);
            if (score > byLabel[top])
                top = label;
        }

        return new(byLabel, new(top, byLabel[top]));
    }
}
