using Spam.Keras.Models;

namespace Spam.Keras.Callbacks;

/// <summary>A callback of functions.</summary>
/// <param name="onEpochEnd">After an epoch (counted from 0) and its validation.</param>
/// <param name="onEpochBegin">Before an epoch.</param>
/// <param name="onTrainBatchEnd">After a batch.</param>
/// <param name="onTrainBegin">Before the first epoch.</param>
/// <param name="onTrainEnd">After the last epoch.</param>
public sealed class LambdaCallback(
    Action<int, IDictionary<string, float>>? onEpochEnd = null, Action<int>? onEpochBegin = null,
    Action<int, IReadOnlyDictionary<string, float>>? onTrainBatchEnd = null, Action? onTrainBegin = null, Action? onTrainEnd = null) : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBegin() => onTrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTrainEnd() => onTrainEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => onEpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IReadOnlyDictionary<string, float> logs) => onTrainBatchEnd?.Invoke(batch, logs);
}
