using System.Globalization;
using System.Text;
using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>The table that Keras 3 prints of a model, without colours. Behaviour: Keras 3, keras/src/utils/summary_utils.py, print_summary.</summary>
static class Keras3Summary
{
    static readonly string[] _units = ["B", "KB", "MB", "GB", "TB", "PB"];

    // What a column has for its text on Keras's usual terminal of 80 columns.
    static readonly int[] _widths = [31, 22, 13];
    static readonly int[] _connectedWidths = [19, 17, 10, 17];

    public static void Print(Model model, TextWriter output)
    {
        var isConnected = model.IsBuilt && LayerConnections.AreShown(model);
        var widths = isConnected ? _connectedWidths : _widths;
        output.Write($"Model: \"{model.Name}\"\n");
        Rule(output, widths, "┏━┳┓");
        string[] header = ["Layer (type)", "Output Shape", "Param #"];
        Row(output, widths, isConnected ? [.. header, "Connected to"] : header, '┃');
        Rule(output, widths, "┡━╇┩");
        for (var i = 0; i < model.Layers.Count; i++)
        {
            if (i > 0)
                Rule(output, widths, "├─┼┤");
            Row(output, widths, Fields(model, model.Layers[i], isConnected), '│');
        }

        Rule(output, widths, "└─┴┘");
        var all = model.IsBuilt ? Count(model.Parameters) : 0;
        var trainable = model.IsBuilt ? Count(model.TrainableParameters) : 0;
        output.Write($" Total params: {Text(all)}\n Trainable params: {Text(trainable)}\n Non-trainable params: {Text(all - trainable)}\n");
    }

    static string[] Fields(Model model, Layer layer, bool isConnected)
    {
        var name = $"{layer.Name} ({layer.ClassName})";
        if (!model.IsBuilt)
            return [name, "?", layer.Parameters.Count > 0 || layer is Network ? "0 (unbuilt)" : "0"];

        var shape = LayerConnections.OutputShape(model, layer, ", ");
        if (LayerConnections.HasSeveralOutputs(model, layer))
            shape = $"[{shape}]";
        string[] fields = [name, shape, Count(layer.Parameters).ToString("N0", CultureInfo.InvariantCulture)];
        if (!isConnected)
            return fields;

        var sources = LayerConnections.Of(model, layer);
        return [.. fields, sources.Count == 0 ? "-" : string.Join(", ", sources)];
    }

    static void Rule(TextWriter output, int[] widths, string signs)
        => output.Write($"{signs[0]}{string.Join(signs[2], widths.Select(width => new string(signs[1], width + 2)))}{signs[3]}\n");

    static void Row(TextWriter output, int[] widths, string[] fields, char border)
    {
        var lines = fields.Select((field, column) => Wrap(field, widths[column])).ToArray();
        for (var i = 0; i < lines.Max(column => column.Count); i++)
        {
            // Numbers stand at the right.
            var cells = lines.Select((column, place) => Pad(i < column.Count ? column[i] : "", widths[place], toTheRight: place == 2));
            output.Write($"{border} {string.Join($" {border} ", cells)} {border}\n");
        }
    }

    static string Pad(string text, int width, bool toTheRight) => toTheRight ? text.PadLeft(width) : text.PadRight(width);

    /// <summary>Lines of whole words; a word that is longer than a line is cut, with a sign for it.</summary>
    static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0)
                line.Append(' ');
            line.Append(word.Length > width ? $"{word[..(width - 1)]}…" : word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    static long Count(IReadOnlyList<Parameter> parameters) => parameters.Sum(parameter => (long)parameter.Value.Length);

    static string Text(long numParameters)
    {
        var size = numParameters * (double)sizeof(float);
        var unit = 0;
        for (; size >= 1024 && unit < _units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{numParameters:N0} ({size:f2} {_units[unit]})");
    }
}
