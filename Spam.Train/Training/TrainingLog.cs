using System.Globalization;
using System.Text;
using Spam.Keras.Models;

namespace Spam.Train.Training;

/// <summary>The figures of each epoch as Keras's <c>CSVLogger</c> writes them: <c>epoch</c>, then the others by name; rows end in CR LF.</summary>
static class TrainingLog
{
    /// <summary>The file's contents. A number is the shortest that reads back as the same float32.</summary>
    public static string Write(History history)
    {
        string[] names = [.. history.Names.Order(StringComparer.Ordinal)];
        var text = new StringBuilder().AppendJoin(',', names.Prepend("epoch")).Append("\r\n");
        for (var i = 0; i < history.Epochs.Count; i++)
        {
            var figures = names.Select(name => history[name][i].ToString("R", CultureInfo.InvariantCulture));
            text.AppendJoin(',', figures.Prepend($"{history.Epochs[i]}")).Append("\r\n");
        }

        return text.ToString();
    }
}
