using Spam.Keras.Models;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>Keeps a backup of the training after each epoch: a training that was killed goes on from it, to the same final weights.</summary>
/// <remarks>
/// Kept are the weights, the optimizer's variables, steps and rate, the epoch, and where the random numbers go on: with this callback each epoch
/// begins its own row of them, from a seed that the row before it gives. Run the same program again, and the epochs that are done are left out.
/// Put it behind callbacks that change the rate at an epoch's end. What other callbacks remember, and the states of stateful layers, are not kept,
/// as in Keras. When training ends as it should, the backup is removed.<br/>
/// Source: Keras 2.15, keras/src/callbacks.py, BackupAndRestore.
/// </remarks>
/// <param name="backupDir">The folder, for one training alone; it is made where it is absent.</param>
/// <param name="deleteCheckpoint">Whether the backup is removed when training ends.</param>
public sealed class BackupAndRestore(string backupDir, bool deleteCheckpoint = true) : Callback
{
    int? _nextEpoch;

    string Folder => Path.Combine(backupDir, "training");

    /// <inheritdoc/>
    public override void OnTrainBegin() => _nextEpoch = Directory.Exists(Folder) ? TrainingBackup.Restore(Folder, RunningModel) : null;

    /// <inheritdoc/>
    public override int FirstEpoch(int initialEpoch) => _nextEpoch ?? initialEpoch;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        var seed = RunningModel.Random.Next();
        AtomicDirectory.Write(Folder, folder => TrainingBackup.Write(folder, RunningModel, epoch + 1, seed));
        RunningModel.Random = new(seed);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        if (deleteCheckpoint && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
