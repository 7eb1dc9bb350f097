using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>What came of one fold.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="NumTrain">How many rows were trained on.</param>
/// <param name="NumTest">How many were held back.</param>
/// <param name="Model">How the model answers those.</param>
/// <param name="Logistic">How logistic regression does, trained on the same rows.</param>
sealed record FoldFigures(int Number, int NumTrain, int NumTest, ClassifierFigures Model, ClassifierFigures Logistic);
