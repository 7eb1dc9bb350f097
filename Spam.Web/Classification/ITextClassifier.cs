using System.Collections.ObjectModel;
using Spam.Model;

namespace Spam.Web.Classification;

/// <summary>Gives each label of a text a score. Any number of threads may ask it at once.</summary>
interface ITextClassifier
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>What runs it, in the way of the Open Inference Protocol: a project, and a kind of model of its.</summary>
    string Platform => "spam_keras";

    /// <summary>Its version, as callers see it.</summary>
    string Version { get; }

    /// <summary>Where it came from, as callers see it.</summary>
    string Folder { get; }

    /// <summary>A SHA-256 in hex of all that answers depend on.</summary>
    string ContentHash { get; }

    /// <summary>The labels, in the order of the scores.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Whether a text may have several labels, so that scores need not sum to one.</summary>
    bool IsMultiLabel => false;

    /// <summary>How good it was when it was trained, by the names of its manifest; empty where that is not known.</summary>
    IReadOnlyDictionary<string, double> TrainingScores => ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What it says of each text.</summary>
    IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts);
}
