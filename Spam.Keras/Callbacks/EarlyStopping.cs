using Spam.Keras.Models;

namespace Spam.Keras.Callbacks;

/// <summary>Stops training when a figure has not got better for some epochs.</summary>
/// <remarks>Source: Keras 2.15, keras/src/callbacks.py, EarlyStopping.</remarks>
/// <param name="monitor">The figure that is watched.</param>
/// <param name="minDelta">The least difference that counts as better.</param>
/// <param name="patience">How many epochs without progress are borne.</param>
/// <param name="mode">Which way the figure gets better.</param>
/// <param name="baseline">A value that has to be beaten too.</param>
/// <param name="restoreBestWeights">Whether to go back to the weights of the best epoch.</param>
/// <param name="startFromEpoch">Epochs before this one are not judged.</param>
/// <param name="verbose">Whether to say so.</param>
public sealed class EarlyStopping(
    string monitor = "val_loss", float minDelta = 0, int patience = 0, MonitorMode mode = MonitorMode.Auto, float? baseline = null,
    bool restoreBestWeights = false, int startFromEpoch = 0, bool verbose = false) : Callback
{
    readonly Monitor _monitor = new(monitor, mode, Math.Abs(minDelta));
    IReadOnlyList<Tensor>? _bestWeights;
    int _wait;

    /// <summary>The epoch after which training was stopped, counted from 0; 0 where it was not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>The best epoch, counted from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The best value of the figure.</summary>
    public float Best { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        (_wait, StoppedEpoch, BestEpoch, Best) = (0, 0, 0, _monitor.Worst);
        _bestWeights = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        var current = _monitor.Value(logs, nameof(EarlyStopping));
        if (epoch < startFromEpoch)
            return;
        if (restoreBestWeights)
            _bestWeights ??= RunningModel.GetWeights(); // even where nothing ever gets better

        _wait++;
        if (_monitor.IsBetter(current, Best))
        {
            (Best, BestEpoch) = (current, epoch);
            if (restoreBestWeights)
                _bestWeights = RunningModel.GetWeights();
            if (baseline is null || _monitor.IsBetter(current, baseline.Value))
                _wait = 0;
            return;
        }

        if (_wait < patience || epoch == 0)
            return;

        StoppedEpoch = epoch;
        RunningModel.StopTraining = true;
        if (_bestWeights is null)
            return;
        if (verbose)
            Output.Write($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.\n");
        RunningModel.SetWeights(_bestWeights);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        if (StoppedEpoch > 0 && verbose)
            Output.Write($"Epoch {StoppedEpoch + 1}: early stopping\n");
    }
}
