using Spam.Model;
using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations;

/// <summary>All that is known of how good a model is.</summary>
sealed record Evaluation
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>Its version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The SHA-256 of the files that its answers depend on.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>What is known of its making.</summary>
    public required Manifest? Manifest { get; init; }

    /// <summary>When it was evaluated.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The rows that it was scored on.</summary>
    public required EvaluatedData Data { get; init; }

    /// <summary>Scored rows whose exact text it was trained on: they tell memory, not skill. Null where the training rows are not known.</summary>
    public required int? NumAlsoTrained { get; init; }

    /// <summary>What it said, beside the truth.</summary>
    public required ScoredRows Scored { get; init; }

    /// <summary>The model's figures.</summary>
    public required ClassifierFigures Model { get; init; }

    /// <summary>Those of logistic regression; null where it could not be fitted.</summary>
    public required ClassifierFigures? Logistic { get; init; }

    /// <summary>Why there is no logistic regression; empty where there is.</summary>
    public required string WhyNoLogistic { get; init; }

    /// <summary>The figures of one answer for all rows.</summary>
    public required ClassifierFigures Constant { get; init; }

    /// <summary>Which label was answered for which; null where a row may have several.</summary>
    public required ConfusionMatrix? Confusion { get; init; }

    /// <summary>Whether scores can be taken at their word.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>What the scores of each label are worth.</summary>
    public required IReadOnlyList<LabelCurves> Labels { get; init; }

    /// <summary>The figures of each epoch of training; null where there is no log of it.</summary>
    public required LearningCurves? Learning { get; init; }

    /// <summary>The words that matter; null where they were not asked for.</summary>
    public required WordEffects? Words { get; init; }

    /// <summary>How many rows were answered wrongly.</summary>
    public required int NumMistakes { get; init; }

    /// <summary>The surest of the wrong answers.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    /// <summary>How training does when each part of the rows is held back in turn; null where that was not asked for.</summary>
    public CrossValidation? CrossValidation { get; init; }

    /// <summary>The classifiers side by side, the model first.</summary>
    public IEnumerable<ClassifierFigures> Classifiers => Logistic is null ? [Model, Constant] : [Model, Logistic, Constant];
}
