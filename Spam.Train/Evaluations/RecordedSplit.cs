using System.Globalization;
using Spam.Keras.Preprocessing;
using Spam.Model;
using Spam.Train.Data;

namespace Spam.Train.Evaluations;

/// <summary>Which rows of its file a model was trained on, by what its manifest says of the run.</summary>
static class RecordedSplit
{
    /// <summary>Whether a manifest says that its model was trained on a file.</summary>
    /// <param name="manifest">The manifest, where there is one.</param>
    /// <param name="sha256">The SHA-256 of the file, in lower-case hex.</param>
    public static bool IsOf(Manifest? manifest, string sha256) => manifest?.Settings.GetValueOrDefault("data-sha256") == sha256;

    /// <summary>The rows that were trained on, and those that were held back; a duplicate that an honest run removed is in neither.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="dataSet">All rows of the file that it names.</param>
    /// <exception cref="ModelFolderException">The manifest does not say how the rows were parted.</exception>
    public static TrainTestRows Of(Manifest manifest, DataSet dataSet)
    {
        var settings = manifest.Settings;
        if (!double.TryParse(settings.GetValueOrDefault("test-size"), NumberStyles.Float, CultureInfo.InvariantCulture, out var testSize)
            || !int.TryParse(settings.GetValueOrDefault("split-seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            throw new ModelFolderException(
                $"{Manifest.FileName} names no test-size and split-seed, so the rows that were tested on are not known. Score all with --all-rows.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isHonest = settings.GetValueOrDefault("honest") == "true";
        int[] kept = [.. Enumerable.Range(0, dataSet.Count).Where(row => !isHonest || seen.Add(dataSet.Texts[row]))];
        var split = ModelSelection.TrainTestSplit(kept.Length, testSize, seed: seed);
        return new([.. split.Train.Select(row => kept[row])], [.. split.Test.Select(row => kept[row])]);
    }
}
