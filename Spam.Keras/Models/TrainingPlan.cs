namespace Spam.Keras.Models;

/// <summary>How long a training is to be.</summary>
/// <param name="Epochs">The epoch to stop before; the first is counted 0.</param>
/// <param name="Steps">Batches an epoch.</param>
public sealed record TrainingPlan(int Epochs, int Steps);
