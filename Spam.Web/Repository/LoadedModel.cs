using Spam.Web.Classification;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Repository;

/// <summary>A classifier in memory, which counts who holds it: the repository, and each lease. With the last of them it goes.</summary>
sealed class LoadedModel(string name, ITextClassifier classifier)
{
    ITextClassifier? _classifier = classifier;
    int _holders = 1; // the repository

    /// <summary>What its model is called.</summary>
    public string Name => name;

    /// <summary>Its version.</summary>
    public string Version { get; } = classifier.Version;

    /// <summary>When it came into memory.</summary>
    public DateTimeOffset LoadedAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>What its answers are stored under.</summary>
    public string CacheName { get; } = CacheKey.ModelOf(classifier.Version, classifier.ContentHash);

    /// <summary>Whether nobody holds it any more.</summary>
    public bool IsGone => Volatile.Read(ref _holders) == 0;

    /// <summary>Takes it for one request.</summary>
    /// <returns>A lease, or null where it has gone.</returns>
    public ModelLease? Borrow()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
                return new(this, _classifier!); // held: it stays until it is let go
            holders = before;
        }

        return null;
    }

    /// <summary>Lets it go: once for the repository, once for each lease.</summary>
    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            _classifier = null;
    }
}
