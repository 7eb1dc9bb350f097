using System.Text;
using Spam.Keras.Models;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>Writes the figures of each epoch as a line of a table: <c>epoch</c>, then the others by name.</summary>
/// <remarks>
/// Lines end in CR LF, and numbers are those that Python prints. The first epoch decides the columns: where it is not validated, each figure gets
/// a <c>val_</c> column all the same, and what an epoch has not measured is <c>NA</c>.<br/>
/// Source: Keras 2.15, keras/src/callbacks.py, CSVLogger.
/// </remarks>
/// <param name="filename">The file; its folder is there.</param>
/// <param name="separator">What stands between two columns.</param>
/// <param name="append">Whether a file that is there is continued; else it is replaced.</param>
public sealed class CSVLogger(string filename, char separator = ',', bool append = false) : Callback
{
    const string NotMeasured = "NA", ValidationPrefix = "val_", LineEnd = "\r\n";

    IReadOnlyList<string>? _columns;

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        _columns = null;
        if (!append)
            File.WriteAllBytes(filename, []);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        var text = new StringBuilder();
        if (_columns is null)
        {
            _columns = ColumnsOf(logs.Keys);
            if (!File.Exists(filename) || new FileInfo(filename).Length == 0)
                AppendLine(text, _columns.Prepend("epoch"));
        }

        AppendLine(text, _columns.Select(column => logs.TryGetValue(column, out var value) ? Number(column, value) : NotMeasured).Prepend($"{epoch}"));
        File.AppendAllText(filename, text.ToString());
    }

    static List<string> ColumnsOf(IEnumerable<string> names)
    {
        var columns = names.Order(StringComparer.Ordinal).ToList();
        if (!columns.Exists(column => column.StartsWith(ValidationPrefix, StringComparison.Ordinal)))
            columns.AddRange(columns.Select(column => ValidationPrefix + column).ToList());
        return columns;
    }

    // Figures are doubles in Python; the rate comes as a float32 of NumPy, which prints as one.
    static string Number(string column, float value) => PythonNumber.Repr(column == "lr" && float.IsFinite(value) ? PythonJson.Widen(value) : value);

    void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(separator, cells.Select(Quoted)).Append(LineEnd);

    string Quoted(string cell)
        => cell.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
