using Spam.Keras.Models;
using Spam.Keras.Saving.Callbacks;

namespace Spam.Train.Training;

/// <summary>The figures of each epoch, as Keras's <c>CSVLogger</c> writes them while training; here from the history, once the folder is made.</summary>
static class TrainingLog
{
    public static void Write(string path, History history)
    {
        var logger = new CSVLogger(path);
        logger.OnTrainBegin();
        for (var i = 0; i < history.Epochs.Count; i++)
            logger.OnEpochEnd(history.Epochs[i], history.Names.ToDictionary(name => name, name => history[name][i]));
    }
}
