using Spam.Keras.Models;
using Spam.Keras.Saving.Events;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>Writes the figures of each epoch for TensorBoard: <c>tensorboard --logdir logs</c>.</summary>
/// <remarks>
/// Files: <c>train/events.out.tfevents.…</c> with <c>epoch_loss</c> and so on, and where there is validation <c>validation/…</c> with the same tags,
/// and by the optimizer's steps with <c>evaluation_loss_vs_iterations</c>. An optimizer that follows a schedule adds <c>epoch_learning_rate</c>.<br/>
/// Graphs, histograms, images and profiles are not written.<br/>
/// Source: Keras 2.15, keras/src/callbacks.py, TensorBoard.
/// </remarks>
/// <param name="logDir">The folder; it is made where it is absent.</param>
/// <param name="updateFreq">Every so many batches the figures since the epoch began are written too, as <c>batch_loss</c>; null for epochs alone.</param>
/// <param name="clock">What time it is.</param>
public sealed class TensorBoard(string logDir = "logs", int? updateFreq = null, TimeProvider? clock = null) : Callback
{
    const string ValidationPrefix = "val_";

    readonly int? _updateFreq = updateFreq is null or > 0
        ? updateFreq
        : throw new KerasException($"TensorBoard got updateFreq {updateFreq}; give 1 or more batches, or null for epochs alone.");

    EventFile? _train, _validation;
    long _numBatches;

    EventFile TrainFile => _train ??= Open("train");

    EventFile ValidationFile => _validation ??= Open("validation");

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        Close(); // a training that failed does not end
        _numBatches = 0;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IReadOnlyDictionary<string, float> logs)
    {
        _numBatches++;
        if (_updateFreq is not { } frequency || _numBatches % frequency != 0)
            return;

        foreach (var (name, value) in logs)
            TrainFile.WriteScalar($"batch_{name}", value, _numBatches);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        var optimizer = RunningModel.Optimizer!; // a model that trains is compiled
        var ofValidation = logs.Where(log => IsOfValidation(log.Key)).Select(log => (Name: log.Key[ValidationPrefix.Length..], log.Value)).ToList();
        foreach (var (name, value) in ofValidation)
            ValidationFile.WriteScalar($"evaluation_{name}_vs_iterations", value, optimizer.Iterations);
        foreach (var (name, value) in logs.Where(log => !IsOfValidation(log.Key)))
            TrainFile.WriteScalar($"epoch_{name}", value, epoch);
        if (optimizer.Schedule is not null)
            TrainFile.WriteScalar("epoch_learning_rate", optimizer.LearningRate, epoch);
        foreach (var (name, value) in ofValidation)
            ValidationFile.WriteScalar($"epoch_{name}", value, epoch);

        _train?.Flush();
        _validation?.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd() => Close();

    static bool IsOfValidation(string name) => name.StartsWith(ValidationPrefix, StringComparison.Ordinal);

    EventFile Open(string part) => new(Path.Combine(logDir, part), clock ?? TimeProvider.System);

    void Close()
    {
        _train?.Dispose();
        _validation?.Dispose();
        (_train, _validation) = (null, null);
    }
}
