using Spam.Model;

namespace Spam.Web.Storage.Caching;

/// <summary>A stored answer.</summary>
/// <param name="Key">What it is stored under.</param>
/// <param name="Prediction">The answer.</param>
/// <param name="Expires">When it is no longer given.</param>
sealed record CachedPrediction(CacheKey Key, Prediction Prediction, DateTimeOffset Expires);
