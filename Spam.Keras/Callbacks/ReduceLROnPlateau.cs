using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Callbacks;

/// <summary>Lowers the learning rate when a figure has not got better for some epochs.</summary>
/// <remarks>Source: Keras 2.15, keras/src/callbacks.py, ReduceLROnPlateau.</remarks>
/// <param name="monitor">The figure that is watched.</param>
/// <param name="factor">What the rate is multiplied with; below 1.</param>
/// <param name="patience">How many epochs without progress are borne.</param>
/// <param name="mode">Which way the figure gets better.</param>
/// <param name="minDelta">The least difference that counts as better.</param>
/// <param name="cooldown">Epochs after a reduction in which nothing is counted.</param>
/// <param name="minLR">The rate is not lowered further than this.</param>
/// <param name="verbose">Whether to say so.</param>
public sealed class ReduceLROnPlateau(
    string monitor = "val_loss", double factor = 0.1, int patience = 10, MonitorMode mode = MonitorMode.Auto, float minDelta = 1e-4f,
    int cooldown = 0, float minLR = 0, bool verbose = false) : Callback
{
    readonly Monitor _monitor = new(monitor, mode, minDelta);
    readonly double _factor = factor < 1 ? factor : throw new KerasException($"ReduceLROnPlateau got factor {factor}; it lowers the rate, so it is below 1.");
    float _best;
    int _wait, _cooldownLeft;

    /// <inheritdoc/>
    public override void OnTrainBegin() => (_best, _wait, _cooldownLeft) = (_monitor.Worst, 0, 0);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        var optimizer = RunningModel.Optimizer!; // a model that trains is compiled
        logs["lr"] = optimizer.LearningRate;
        var current = _monitor.Value(logs, nameof(ReduceLROnPlateau));
        if (_cooldownLeft > 0)
            (_cooldownLeft, _wait) = (_cooldownLeft - 1, 0);

        if (_monitor.IsBetter(current, _best))
            (_best, _wait) = (current, 0);
        else if (_cooldownLeft == 0 && ++_wait >= patience && optimizer.LearningRate > minLR)
            Reduce(epoch, optimizer);
    }

    void Reduce(int epoch, Optimizer optimizer)
    {
        var rate = Math.Max(optimizer.LearningRate * _factor, minLR); // a double, as in Python: the text shows it
        optimizer.LearningRate = (float)rate;
        if (verbose)
            Output.Write($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {PythonNumber.Repr(rate)}.\n");
        (_cooldownLeft, _wait) = (cooldown, 0);
    }
}
