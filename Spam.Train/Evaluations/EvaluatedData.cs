using System.Security.Cryptography;
using Spam.Model;
using Spam.Train.Data;

namespace Spam.Train.Evaluations;

/// <summary>The rows that a model is scored on.</summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">The columns that were read.</param>
/// <param name="Sha256">The file's SHA-256, in lower-case hex.</param>
/// <param name="DataSet">All its rows.</param>
/// <param name="Rows">Those that are scored.</param>
/// <param name="TrainedRows">Those of the file that the model was trained on; null where it was trained on another file, or nothing is known.</param>
/// <param name="Which">What the scored rows are called.</param>
sealed record EvaluatedData(string Path, CsvColumns Columns, string Sha256, DataSet DataSet, int[] Rows, int[]? TrainedRows, string Which)
{
    /// <summary>The scored texts.</summary>
    public IReadOnlyList<string> Texts => [.. Rows.Select(row => DataSet.Texts[row])];

    /// <summary>For each scored row the places of its labels.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Truth => TruthOf(DataSet, Rows);

    /// <summary>Reads a file, and chooses rows: of the file that the model was trained on, those that were held back.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="allRows">Whether also rows are scored that the model was trained on.</param>
    /// <exception cref="DataSetException">The file cannot be used.</exception>
    public static EvaluatedData Of(AIModel model, string path, CsvColumns columns, bool allRows)
    {
        columns = columns with { IsMultiLabel = model.IsMultiLabel };
        var bytes = CsvDataSet.ReadBytes(path);
        var dataSet = CsvDataSet.Read(bytes, path, columns, model.Labels);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        int[] all = [.. Enumerable.Range(0, dataSet.Count)];
        if (!RecordedSplit.IsOf(model.Manifest, sha256))
            return new(path, columns, sha256, dataSet, all, null, "rows");
        if (allRows && !model.Manifest!.Settings.ContainsKey("split-seed")) // the manifest told that it was trained on
            return new(path, columns, sha256, dataSet, all, null, "rows, with those that it was trained on");

        var split = RecordedSplit.Of(model.Manifest!, dataSet);
        return allRows
            ? new(path, columns, sha256, dataSet, all, split.Train, "rows, with those that it was trained on")
            : new(path, columns, sha256, dataSet, split.Test, split.Train, "rows that it was not trained on");
    }

    /// <summary>For each of some rows the places of its labels.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> TruthOf(DataSet dataSet, IReadOnlyList<int> rows) => [.. rows.Select(dataSet.LabelsOf)];
}
