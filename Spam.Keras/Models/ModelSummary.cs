using System.Globalization;
using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>The table that Keras 2.15 prints of a model. Behaviour: Keras 2.15, keras/src/utils/layer_utils.py, print_summary.</summary>
static class ModelSummary
{
    const int LineLength = 65;
    const int ConnectedLineLength = 98;
    static readonly string[] _units = ["Byte", "KB", "MB", "GB", "TB", "PB"];
    static readonly int[] _columnEnds = [29, 55, 65]; // 45 %, 85 % and 100 % of a line
    static readonly int[] _connectedColumnEnds = [29, 58, 68, 98]; // 30 %, 60 %, 70 % and 100 %

    public static void Print(Model model, TextWriter output)
    {
        if (!model.IsBuilt)
            throw new KerasException($"The model '{model.Name}' is not built, so its shapes are not known. Build it, or fit it first.");

        var isConnected = LayerConnections.AreShown(model);
        var (length, ends) = isConnected ? (ConnectedLineLength, _connectedColumnEnds) : (LineLength, _columnEnds);
        output.Write($"Model: \"{model.Name}\"\n{new string('_', length)}\n");
        string[] header = ["Layer (type)", "Output Shape", "Param #"];
        PrintRow(output, ends, isConnected ? [.. header, "Connected to"] : header);
        output.Write($"{new string('=', length)}\n");
        foreach (var layer in model.Layers)
        {
            PrintLayer(model, layer, output, isConnected, ends);
            PrintRow(output, ends, [" ", .. ends.Skip(1).Select(_ => "")]);
        }

        var all = Count(model.Parameters);
        var trainable = Count(model.TrainableParameters);
        output.Write(
            $"{new string('=', length)}\n" +
            $"Total params: {all} ({Size(all)})\nTrainable params: {trainable} ({Size(trainable)})\n" +
            $"Non-trainable params: {all - trainable} ({Size(all - trainable)})\n{new string('_', length)}\n");
    }

    static void PrintLayer(Model model, Layer layer, TextWriter output, bool isConnected, int[] ends)
    {
        var shape = LayerConnections.OutputShape(model, layer, ", ");
        if (layer is InputLayer || LayerConnections.HasSeveralOutputs(model, layer))
            shape = $"[{shape}]";
        string[] fields = [$"{layer.Name} ({layer.ClassName})", shape, $"{Count(layer.Parameters)}"];
        if (!isConnected)
        {
            PrintRow(output, ends, fields);
            return;
        }

        var sources = LayerConnections.Of(model, layer).Select(source => $"'{source}'").ToArray();
        for (var i = 0; i < Math.Max(1, sources.Length); i++)
        {
            var isLast = i >= sources.Length - 1;
            var connected = $"{(i == 0 ? "[" : " ")}{(sources.Length > 0 ? sources[i] : "")}{(isLast ? "]" : ",")}";
            PrintRow(output, ends, i == 0 ? [.. fields, connected] : ["", "", "", connected]);
        }
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
    static void PrintRow(TextWriter output, int[] ends, string[] fields)
    {
        while (fields.Any(field => field.Length > 0))
        {
            var line = " ";
            for (var column = 0; column < fields.Length; column++)
            {
                var start = column == 0 ? 1 : ends[column - 1]; // a blank begins the line
                var space = column == fields.Length - 1 ? 0 : 2;
                var taken = Math.Min(fields[column].Length, ends[column] - start - space);
                line = (line + fields[column][..taken] + new string(' ', space)).PadRight(ends[column]);
                fields[column] = fields[column][taken..];
            }

            output.Write(line + "\n");
        }
    }
}
