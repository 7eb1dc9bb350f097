using System.Globalization;

namespace Spam.Train.Evaluations;

/// <summary>The figures of each epoch, as a training log has them.</summary>
/// <param name="Epochs">The numbers of the epochs, from 1.</param>
/// <param name="Columns">Each figure's name, and its value after each epoch; null where there is none.</param>
sealed record LearningCurves(IReadOnlyList<int> Epochs, IReadOnlyList<KeyValuePair<string, IReadOnlyList<double?>>> Columns)
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "training_log.csv";

    /// <summary>The names of figures without those that are another's on the test rows (<c>val_…</c>).</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Key).Where(name => !name.StartsWith("val_", StringComparison.Ordinal));

    /// <summary>Reads a log, as Keras's CSVLogger writes it.</summary>
    /// <param name="csv">The file's contents.</param>
    /// <returns>Null where there is no epoch in it.</returns>
    public static LearningCurves? Parse(string csv)
    {
        string[] lines = [.. csv.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (lines.Length < 2)
            return null;

        var names = lines[0].Split(',');
        var epoch = Array.IndexOf(names, "epoch");
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        return new(
            [.. rows.Select((row, i) => Number(row, epoch) is { } number ? (int)number + 1 : i + 1)],
            [.. names.Select((name, column) => KeyValuePair.Create(name, (IReadOnlyList<double?>)[.. rows.Select(row => Number(row, column))]))
                .Where(column => column.Key != "epoch" && column.Value.Any(value => value is not null))]);
    }

    /// <summary>The values of a figure; null where there is no such.</summary>
    public IReadOnlyList<double?>? Find(string name) => Columns.FirstOrDefault(column => column.Key == name).Value;

    static double? Number(string[] row, int column)
        => column >= 0 && column < row.Length && double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
