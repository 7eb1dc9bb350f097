using Spam.Keras.Models;

namespace Spam.Train.Training;

/// <summary>Counts the epochs that were finished, for what is said after an interruption.</summary>
sealed class EpochCounter : Callback
{
    /// <summary>How many were finished.</summary>
    public int NumFinished { get; set; }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => NumFinished++;
}
