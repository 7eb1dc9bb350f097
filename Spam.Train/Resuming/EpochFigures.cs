using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Train.Training;

namespace Spam.Train.Resuming;

/// <summary>Keeps the figures of each epoch in a file, so that those of a training that was interrupted are not lost.</summary>
/// <remarks>It stands before the backup of the weights among the callbacks: figures of an epoch that is done again are replaced.</remarks>
/// <param name="path">The file.</param>
sealed class EpochFigures(string path) : Callback
{
    List<Dictionary<string, float>> _epochs = [];

    /// <summary>All epochs, also those of earlier runs.</summary>
    public History History
    {
        get
        {
            var history = new History();
            foreach (var (epoch, figures) in _epochs.Index())
                history.Add(epoch, figures);
            return history;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TrainingException">The file is damaged.</exception>
    public override void OnTrainBegin()
    {
        if (!File.Exists(path))
            return;

        try
        {
            _epochs = JsonSerializer.Deserialize(File.ReadAllText(path), KeptJson.Indented.Figures) ?? [];
        }
        catch (JsonException cause)
        {
            throw new TrainingException($"{path} cannot be read: {cause.Message} Train anew with --overwrite in the place of --resume.");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        if (epoch < _epochs.Count)
            _epochs.RemoveRange(epoch, _epochs.Count - epoch);
        _epochs.Add(new(logs));
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, _epochs, KeptJson.Indented.Figures));
    }
}
