namespace Spam.Train.Training;

/// <summary>A training run that cannot be done as told. The message says why and what to do.</summary>
sealed class TrainingException(string message) : Exception(message);
