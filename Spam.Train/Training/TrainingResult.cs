using Spam.Keras.Models;
using Spam.Train.Reports;

namespace Spam.Train.Training;

/// <summary>How a training run went.</summary>
/// <param name="History">The figures after each epoch.</param>
/// <param name="Report">How the network answers the test rows.</param>
/// <param name="Logistic">How logistic regression on the same words, fitted to the same rows, answers the same test rows.</param>
/// <param name="Time">How long the epochs took.</param>
sealed record TrainingResult(History History, IAnswerReport Report, IAnswerReport Logistic, TimeSpan Time)
{
    /// <summary>The accuracy of logistic regression.</summary>
    public double LogisticAccuracy => Logistic.Accuracy;
}
