using System.Globalization;
using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>The table that Keras 2.15 prints of a model. Behaviour: Keras 2.15, keras/src/utils/layer_utils.py, print_summary.</summary>
static class ModelSummary
{
    const int LineLength = 65;
    static readonly string[] _units = ["Byte", "KB", "MB", "GB", "TB", "PB"];
    static readonly int[] _columnEnds = [29, 55, 65]; // 45 %, 85 % and 100 % of a line

    public static void Print(Model model, TextWriter output)
    {
        if (!model.IsBuilt)
            throw new KerasException($"The model '{model.Name}' is not built, so its shapes are not known. Build it, or fit it first.");

        output.Write($"Model: \"{model.Name}\"\n{new string('_', LineLength)}\n");
        PrintRow(output, ["Layer (type)", "Output Shape", "Param #"]);
        output.Write($"{new string('=', LineLength)}\n");
        foreach (var node in model.Nodes.Where(node => node.Layer is not InputLayer))
        {
            PrintRow(output, [$"{node.Layer.Name} ({node.Layer.ClassName})", $"{node.OutputShape}", $"{Count(node.Layer.Parameters)}"]);
            PrintRow(output, [" ", "", ""]);
        }

        var all = Count(model.Parameters);
        var trainable = Count(model.TrainableParameters);
        output.Write(
            $"{new string('=', LineLength)}\n" +
            $"Total params: {all} ({Size(all)})\nTrainable params: {trainable} ({Size(trainable)})\n" +
            $"Non-trainable params: {all - trainable} ({Size(all - trainable)})\n{new string('_', LineLength)}\n");
    }

    static long Count(IReadOnlyList<Parameter> parameters) => parameters.Sum(parameter => (long)parameter.Value.Length);

    static string Size(long numParameters)
    {
        var size = numParameters * (double)sizeof(float);
        var unit = 0;
        for (; size >= 1024 && unit < _units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:f2} {_units[unit]}");
    }

    /// <summary>One row; a field that is too long for its column goes on in the next line.</summary>
    static void PrintRow(TextWriter output, string[] fields)
    {
        while (fields.Any(field => field.Length > 0))
        {
            var line = " ";
            for (var column = 0; column < fields.Length; column++)
            {
                var start = column == 0 ? 1 : _columnEnds[column - 1]; // a blank begins the line
                var space = column == fields.Length - 1 ? 0 : 2;
                var taken = Math.Min(fields[column].Length, _columnEnds[column] - start - space);
                line = (line + fields[column][..taken] + new string(' ', space)).PadRight(_columnEnds[column]);
                fields[column] = fields[column][taken..];
            }

            output.Write(line + "\n");
        }
    }
}
