using Spam.Keras.Models;

namespace Spam.Keras.Callbacks;

/// <summary>Sets the learning rate before each epoch.</summary>
/// <remarks>Source: Keras 2.15, keras/src/callbacks.py, LearningRateScheduler.</remarks>
/// <param name="schedule">From the epoch (counted from 0) and the rate so far to the rate.</param>
/// <param name="verbose">Whether to say so.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule, bool verbose = false) : Callback
{
    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        var optimizer = RunningModel.Optimizer!; // a model that trains is compiled
        optimizer.LearningRate = schedule(epoch, optimizer.LearningRate);
        if (verbose)
            Output.Write($"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {PythonNumber.Repr(optimizer.LearningRate)}.\n");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => logs["lr"] = RunningModel.Optimizer!.LearningRate;
}
