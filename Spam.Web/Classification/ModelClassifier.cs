using System.Collections.ObjectModel;
using Spam.Model;
using Spam.Web.Repository.Folders;

namespace Spam.Web.Classification;

/// <summary>A classifier from a model folder.</summary>
/// <param name="model">The model.</param>
/// <param name="version">Its version, as callers see it.</param>
/// <param name="folder">Its folder, as callers see it.</param>
sealed class ModelClassifier(AIModel model, string version, string folder) : ITextClassifier
{
    /// <summary>Loads the model of a folder and lets it predict, so that the first caller waits for nothing. Whatever it throws, the message says what is wrong with the files.</summary>
    public static ModelClassifier Load(VersionFolder folder)
    {
        var model = AIModel.Load(folder.Path);
        model.WarmUp();
        return new(model, folder.Version ?? model.Version, folder.Path);
    }

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
