using Spam.Keras.Models;

namespace Spam.Train.LongWork;

/// <summary>Reports a training as a piece of work, over all its epochs.</summary>
/// <param name="work">The work.</param>
/// <param name="from">The share of the work that was done before the training.</param>
/// <param name="to">The share that is done after it.</param>
sealed class FitProgress(Work work, double from = 0, double to = 1) : Callback
{
    int _epoch;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IReadOnlyDictionary<string, float> logs)
        => work.Report(from + ((to - from) * (((double)_epoch * Plan.Steps) + batch + 1) / ((double)Plan.Epochs * Plan.Steps)));

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => work.Wipe(); // the epoch's own line comes next
}
