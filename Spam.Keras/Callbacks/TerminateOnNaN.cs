using Spam.Keras.Models;

namespace Spam.Keras.Callbacks;

/// <summary>Stops training as soon as the loss is no number.</summary>
/// <remarks>Source: Keras 2.15, keras/src/callbacks.py, TerminateOnNaN.</remarks>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IReadOnlyDictionary<string, float> logs)
    {
        if (float.IsFinite(logs["loss"]))
            return;

        Output.Write($"Batch {batch}: Invalid loss, terminating training\n");
        RunningModel.StopTraining = true;
    }
}
