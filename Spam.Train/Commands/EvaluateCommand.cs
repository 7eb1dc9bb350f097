using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Spam.Keras.Preprocessing;
using Spam.Model;
using Spam.Train.Data;
using Spam.Train.Networks;
using Spam.Train.Reports;

namespace Spam.Train.Commands;

/// <summary><c>evaluate</c>: scores a model on labelled texts. Of the file that it was trained on, only the rows that it was tested on.</summary>
sealed class EvaluateCommand(Terminal terminal)
{
    readonly ModelOption _model = new(terminal);
    readonly Option<string?> _data = StrictOptions.Text("--data", $"The CSV file (default: the repository's {BundledData.RelativePath}).", "file");
    readonly Option<string?> _textColumn = StrictOptions.Text("--text-column", "The column of the texts (default: text).", "column");
    readonly Option<string?> _labelColumn = StrictOptions.Text("--label-column", "The column of the labels (default: label).", "column");
    readonly Option<bool> _allRows = new("--all-rows") { Description = "Score all rows, also those that the model was trained on." };

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("evaluate", "Score a trained model on a CSV file.") { _model.Option, _data, _textColumn, _labelColumn, _allRows };
        command.SetAction(result => Run(
            _model.Load(result),
            terminal.PathOf(result.GetValue(_data) ?? BundledData.Find(terminal.Folder)),
            new(result.GetValue(_textColumn) ?? "text", result.GetValue(_labelColumn) ?? "label"),
            result.GetValue(_allRows),
            cancellation));
        return command;
    }

    int Run(AIModel model, string path, CsvColumns columns, bool allRows, CancellationToken cancellation)
    {
        var bytes = CsvDataSet.ReadBytes(path);
        var dataSet = CsvDataSet.Read(bytes, path, columns with { IsMultiLabel = model.IsMultiLabel }, model.Labels);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var wasTrainedOn = model.Manifest?.Settings.GetValueOrDefault("data-sha256") == sha256;
        var rows = Enumerable.Range(0, dataSet.Count).ToArray();
        if (wasTrainedOn && !allRows)
            (dataSet, rows) = TestRows(dataSet, model.Manifest!); // a manifest told that it was trained on

        const int RowsAtOnce = 256;
        var answers = new List<int[]>(); // one label each, or those above the threshold where a text may have several
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var prediction in model.Predict([.. chunk.Select(row => dataSet.Texts[row])]))
                answers.Add(model.IsMultiLabel ? LabelsAbove(prediction.Scores.Values) : [IndexOf(model.Labels, prediction.Top.Label)]);
        }

        var which = wasTrainedOn ? allRows ? "rows, with those that it was trained on" : "rows that it was not trained on" : "rows";
        var title = $"{model.Name} {model.Version} on {dataSet.Name}: {rows.Length} {which}";
        terminal.Reports.Print(Compare(title, model, [.. rows.Select(dataSet.LabelsOf)], answers).ToReport());
        return ExitCode.Fine;
    }

    static IAnswerReport Compare(string title, AIModel model, IReadOnlyList<IReadOnlyList<int>> truth, IReadOnlyList<int[]> answers)
    {
        if (model.IsMultiLabel)
        {
            var common = truth.GroupBy(set => string.Join(' ', set.Order()), StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
            return MultiLabelReport.Of(title, model.Labels, truth, answers, common.First().First());
        }

        int[] labels = [.. truth.Select(set => set[0])];
        var majority = labels.CountBy(label => label).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        return ClassificationReport.Of(title, model.Labels, labels, [.. answers.Select(set => set[0])], majority);
    }

    static int[] LabelsAbove(IEnumerable<float> scores) => [.. scores.Index().Where(score => score.Item > Head.Threshold).Select(score => score.Index)];

    static (DataSet DataSet, int[] Rows) TestRows(DataSet dataSet, Manifest manifest)
    {
        var settings = manifest.Settings;
        if (settings.GetValueOrDefault("honest") == "true")
            dataSet = dataSet.WithoutDuplicates().DataSet;
        if (!double.TryParse(settings.GetValueOrDefault("test-size"), NumberStyles.Float, CultureInfo.InvariantCulture, out var testSize)
            || !int.TryParse(settings.GetValueOrDefault("split-seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            throw new ModelFolderException(
                $"{Manifest.FileName} names no test-size and split-seed, so the rows that were tested on are not known. Score all with --all-rows.");
        }

        return (dataSet, ModelSelection.TrainTestSplit(dataSet.Count, testSize, seed: seed).Test);
    }

    static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        var i = 0;
        while (labels[i] != label)
            i++;
        return i;
    }
}
