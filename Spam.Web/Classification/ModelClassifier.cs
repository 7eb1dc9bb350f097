using System.Collections.ObjectModel;
using Spam.Model;

namespace Spam.Web.Classification;

/// <summary>A classifier from a model folder.</summary>
/// <param name="model">The model.</param>
/// <param name="version">Its version, as callers see it.</param>
/// <param name="folder">Its folder, as callers see it.</param>
sealed class ModelClassifier(AIModel model, string version, string folder) : ITextClassifier
{
    /// <inheritdoc/>
    public string Name => model.Name;

    /// <inheritdoc/>
    public string Version => version;

    /// <inheritdoc/>
    public string Folder => folder;

    /// <inheritdoc/>
    public string ContentHash => model.ContentHash;

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => model.Labels;

    /// <inheritdoc/>
    public bool IsMultiLabel => model.IsMultiLabel;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> TrainingScores => model.Manifest?.Scores ?? ReadOnlyDictionary<string, double>.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts) => model.Predict(texts);
}
