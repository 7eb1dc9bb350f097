using Spam.Keras.Callbacks;
using Spam.Keras.Models;
using Monitor = Spam.Keras.Callbacks.Monitor;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>Saves the model after each epoch, or after each that was better than all before it, in the format that the path's ending names.</summary>
/// <remarks>
/// What is there is replaced as a whole. The direction that <see cref="MonitorMode.Auto"/> chooses is that of <see cref="EarlyStopping"/>:
/// more is better for areas under curves too, which Keras's own checkpoint takes the other way.<br/>
/// Source: Keras 2.15, keras/src/callbacks.py, ModelCheckpoint.
/// </remarks>
/// <param name="filepath">The <c>.keras</c> or <c>.h5</c> file or the SavedModel folder, with places for figures as in Python: <c>model-{epoch:02d}-{val_loss:.2f}</c>. Epochs are counted from 1 there.</param>
/// <param name="monitor">The figure that is watched.</param>
/// <param name="saveBestOnly">Whether only an epoch that is better than all before it is saved.</param>
/// <param name="mode">Which way the figure gets better.</param>
/// <param name="initialValueThreshold">A value that the first saved epoch has to beat, as when training is continued.</param>
/// <param name="verbose">Whether to say so.</param>
/// <param name="saveWeightsOnly">Whether the weights alone are saved; into a <c>.weights.h5</c> or <c>.h5</c> file, or where the path has another ending or none a TensorFlow checkpoint.</param>
/// <param name="version">Which Keras is to read a file; for one alone it also holds what the optimizer keeps.</param>
public sealed class ModelCheckpoint(
    string filepath, string monitor = "val_loss", bool saveBestOnly = false, MonitorMode mode = MonitorMode.Auto, float? initialValueThreshold = null,
    bool verbose = false, bool saveWeightsOnly = false, KerasVersion version = KerasVersion.Both) : Callback
{
    readonly Monitor _monitor = new(monitor, mode, minDelta: 0);
    float? _best;

    /// <summary>The best value of the figure so far; null before the first epoch.</summary>
    public float? Best => _best;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        if (!saveBestOnly)
        {
            Save(epoch, logs, "");
            return;
        }

        var current = _monitor.Value(logs, nameof(ModelCheckpoint));
        var best = _best ?? initialValueThreshold ?? _monitor.Worst;
        if (_monitor.IsBetter(current, best))
        {
            Save(epoch, logs, $"{monitor} improved from {Text(best)} to {Text(current)}, ");
            _best = current; // only what was saved is to be beaten
        }
        else if (verbose)
            Output.Write($"\nEpoch {epoch + 1}: {monitor} did not improve from {Text(best)}\n");
    }

    static string Text(float value) => FileNamePattern.Fixed(value, 5);

    void Save(int epoch, IDictionary<string, float> logs, string reason)
    {
        var path = FileNamePattern.Fill(filepath, epoch + 1, logs);
        if (verbose)
            Output.Write($"\nEpoch {epoch + 1}: {reason}saving model to {path}\n");
        if (saveWeightsOnly)
            RunningModel.SaveWeights(path, version);
        else
            RunningModel.Save(path, version);
    }
}
