using Spam.Web.Classification;

namespace Spam.Web.Repository;

/// <summary>A model for one request: until the lease is disposed the model stays, whatever takes its place for others.</summary>
sealed class ModelLease : IDisposable
{
    LoadedModel? _model;
    ITextClassifier? _classifier;

    /// <summary>For one who has been counted in.</summary>
    internal ModelLease(LoadedModel model, ITextClassifier classifier)
    {
        (_model, _classifier) = (model, classifier);
        (Name, Version, CacheName, LoadedAt) = (model.Name, model.Version, model.CacheName, model.LoadedAt);
    }

    /// <summary>What answers.</summary>
    public ITextClassifier Classifier => _classifier ?? throw new ObjectDisposedException(nameof(ModelLease));

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The model's version.</summary>
    public string Version { get; }

    /// <summary>When the model came into memory.</summary>
    public DateTimeOffset LoadedAt { get; }

    /// <summary>What its answers are stored under: <c>v1@0123456789ab</c>.</summary>
    public string CacheName { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classifier = null;
        Interlocked.Exchange(ref _model, null)?.LetGo();
    }
}
