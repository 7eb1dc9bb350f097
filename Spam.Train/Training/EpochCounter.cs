using Spam.Keras.Models;

namespace Spam.Train.Training;

/// <summary>Counts the epochs that were finished, for what is said after an interruption.</summary>
sealed class EpochCounter : Callback
{
    /// <summary>How many were finished, with those of an earlier run.</summary>
    public int NumFinished { get; private set; }

    /// <inheritdoc/>
    public override int FirstEpoch(int initialEpoch) => NumFinished = initialEpoch;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => NumFinished = epoch + 1;
}
