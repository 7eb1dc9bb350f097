using System.Security.Cryptography;
using Spam.Model;
using Spam.Train.Data;

namespace Spam.Train.Evaluations;

/// <summary>The rows that a model was trained on, found again: the file by its SHA-256, the rows by the seed of the split.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Truth">For each text the places of its labels.</param>
sealed record TrainingRows(IReadOnlyList<string> Texts, IReadOnlyList<IReadOnlyList<int>> Truth)
{
    /// <summary>Looks for them: in the evaluated file, and in files of the name that the manifest gives.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The evaluated file.</param>
    /// <param name="folder">The folder that is worked in.</param>
    /// <param name="whyNot">Why they were not found, as a sentence; empty where they were.</param>
    public static TrainingRows? Find(AIModel model, EvaluatedData data, string folder, out string whyNot)
    {
        whyNot = "";
        if (data.TrainedRows is { } rows)
            return Of(data.DataSet, rows);
        if (model.Manifest is not { } manifest || !manifest.Settings.TryGetValue("data-sha256", out var sha256))
        {
            whyNot = $"The model has no {Manifest.FileName} that says which rows it was trained on.";
            return null;
        }

        var name = Path.GetFileName(manifest.Settings.GetValueOrDefault("data") ?? "");
        foreach (var path in PlacesOf(name, data.Path, folder).Where(File.Exists))
        {
            try
            {
                var bytes = CsvDataSet.ReadBytes(path);
                if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
                    continue;
                var dataSet = CsvDataSet.Read(bytes, path, data.Columns, model.Labels);
                return Of(dataSet, RecordedSplit.Of(manifest, dataSet).Train);
            }
            catch (Exception cause) when (cause is DataSetException or ModelFolderException)
            {
                whyNot = cause.Message;
                return null;
            }
        }

        whyNot = $"The file that the model was trained on ({name}, SHA-256 {sha256[..Math.Min(12, sha256.Length)]}…) is not beside the evaluated one, " +
            $"in the current folder or in {Path.GetDirectoryName(BundledData.RelativePath)}.";
        return null;
    }

    static IEnumerable<string> PlacesOf(string name, string evaluated, string folder)
    {
        if (name.Length == 0)
            yield break;

        yield return Path.Combine(Path.GetDirectoryName(evaluated) ?? "", name);
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (current.FullName == folder)
                yield return Path.Combine(folder, name);
            yield return Path.Combine(current.FullName, Path.GetDirectoryName(BundledData.RelativePath)!, name); // it is a file in folders
        }
    }

    static TrainingRows Of(DataSet dataSet, int[] rows) => new([.. rows.Select(row => dataSet.Texts[row])], EvaluatedData.TruthOf(dataSet, rows));
}
