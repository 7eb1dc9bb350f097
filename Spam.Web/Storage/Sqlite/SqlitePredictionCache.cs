using System.Runtime.InteropServices;
using Spam.Model;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Storage.Sqlite;

/// <summary>Answers in the embedded database: the scores in the order of the labels, which the model part of the key stands for.</summary>
sealed class SqlitePredictionCache(SqliteDatabase database, TimeProvider clock) : IPredictionCache
{
    const int SweptAtOnce = 1_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return database.ReadAsync<IReadOnlyList<CachedPrediction?>>(session =>
        {
            var found = new CachedPrediction?[keys.Count];
            for (var i = 0; i < found.Length; i++)
            {
                var command = session.Command(
                    "SELECT scores, expires FROM predictions WHERE model = $1 AND text = $2 AND expires > $3", keys[i].Model, keys[i].Text, now);
                using var reader = command.ExecuteReader();
                if (reader.Read() && ToPrediction(reader.GetFieldValue<byte[]>(0), labels) is { } prediction)
                    found[i] = new(keys[i], prediction, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)));
            }

            return found;
        }, cancellation);
    }

    /// <inheritdoc/>
    public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation) => database.WriteAsync(session =>
    {
        foreach (var cached in predictions)
        {
            session.Run(
                "INSERT INTO predictions (model, text, scores, expires) VALUES ($1, $2, $3, $4) "
                + "ON CONFLICT (model, text) DO UPDATE SET scores = excluded.scores, expires = excluded.expires",
                cached.Key.Model, cached.Key.Text, ToBytes(cached.Prediction), cached.Expires.ToUnixTimeMilliseconds());
        }
    });

    /// <inheritdoc/>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var removed = SweptAtOnce;
        while (removed == SweptAtOnce) // in parts, so that nobody waits long
        {
            await database.WriteAsync(session => removed = session.Run(
                "DELETE FROM predictions WHERE (model, text) IN (SELECT model, text FROM predictions WHERE expires <= $1 LIMIT $2)", now, SweptAtOnce))
                .WaitAsync(cancellation);
        }
    }

    static byte[] ToBytes(Prediction prediction) => MemoryMarshal.AsBytes<float>(prediction.Scores.Values.ToArray()).ToArray();

    static Prediction? ToPrediction(byte[] bytes, IReadOnlyList<string> labels)
    {
        var scores = MemoryMarshal.Cast<byte, float>(bytes);
        if (scores.Length != labels.Count)
            return null;

        var byLabel = new OrderedDictionary<string, float>(labels.Count, StringComparer.Ordinal);
        var top = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            byLabel.Add(labels[i], scores[i]);
            if (scores[i] > scores[top])
                top = i;
        }

        return new(byLabel, new(labels[top], scores[top]));
    }
}
