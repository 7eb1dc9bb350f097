using System.Globalization;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Tests;

namespace Spam.Bench.Files;

/// <summary>How far predictions are from Keras's for every golden model in every format, as Keras wrote it and as we write it.</summary>
static class GoldenFilesReport
{
    static readonly string[] _forms = ["model.h5", "model.keras", "model.weights.h5", "legacy_weights.h5", "ckpt/w", "savedmodel"];
    static readonly string[] _written = ["again.h5", "again.keras", "again.weights.h5", "again"];

    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        var formats = GoldenFolder.Find();
        output.WriteLine("Largest difference of outputs from Keras's: as read, and as written by us and read again");
        output.WriteLine($"{"model",-18} | {string.Join(" | ", _forms.Concat(_written).Select(form => $"{form,-17}"))}");
        foreach (var folder in (string[])[.. Directory.GetDirectories(Path.Combine(formats, "keras215")).Order(), .. Directory.GetDirectories(Path.Combine(formats, "keras3")).Order()])
            output.WriteLine($"{Path.GetRelativePath(formats, folder),-18} | {string.Join(" | ", Differences(folder).Select(cell => $"{cell,-17}"))}");
    }

    static IEnumerable<string> Differences(string folder)
    {
        var golden = Npz.Read(Path.Combine(folder, "io.npz"));
        var scratch = Directory.CreateTempSubdirectory("spam-files-").FullName;
        var whole = Path.Combine(folder, "model.keras");
        var version = KerasModel.Load(whole).Layers.Any(layer => layer.ClassName == "MultiHeadAttention") ? KerasVersion.Keras2 : KerasVersion.Both;
        foreach (var form in _forms)
        {
            var path = Path.Combine(folder, form);
            yield return !Path.Exists(form == "ckpt/w" ? path + ".index" : path) ? "" : Text(() => form switch
            {
                "savedmodel" when SavedModelGraph.IsGraphAlone(path) => Difference(golden, RunGraph(path, golden)),
                "model.h5" or "model.keras" or "savedmodel" => Difference(golden, KerasModel.Load(path)),
                _ => Difference(golden, WithWeights(whole, path)),
            });
        }

        foreach (var form in _written)
        {
            var path = Path.Combine(scratch, form);
            yield return Text(() =>
            {
                if (form.EndsWith(".weights.h5", StringComparison.Ordinal))
                    KerasModel.Load(whole).SaveWeights(path, version);
                else
                    KerasModel.Load(whole).Save(path, version);
                return Difference(golden, form.EndsWith(".weights.h5", StringComparison.Ordinal) ? WithWeights(whole, path) : KerasModel.Load(path));
            });
        }

        Directory.Delete(scratch, recursive: true);
    }

    static Keras.Models.Model WithWeights(string whole, string weights)
    {
        var model = KerasModel.Load(whole, compile: false);
        foreach (var parameter in model.Parameters)
            parameter.Assign(new float[parameter.Value.Length]);
        model.LoadWeights(weights);
        return model;
    }

    static IReadOnlyList<Tensor> RunGraph(string path, Npz golden)
    {
        var graph = SavedModelGraph.Load(path);
        var names = graph.Signatures[GraphSignature.Default].Inputs.Keys.Order(StringComparer.Ordinal);
        return [.. graph.Run(names.Select((name, i) => (name, i)).ToDictionary(input => input.name, input => golden[$"x{input.i}"].Tensor)).Values];
    }

    static double Difference(Npz golden, Keras.Models.Model model)
        => Difference(golden, model.Predict([.. Enumerable.Range(0, model.Inputs.Count).Select(i => golden[$"x{i}"].Tensor)]));

    static double Difference(Npz golden, IReadOnlyList<Tensor> outputs)
        => outputs.SelectMany((tensor, i) => golden[$"y{i}"].Values.Zip(tensor.Span.ToArray(), (expected, actual) => Math.Abs(expected - actual))).Max();

    static string Text(Func<double> measure)
    {
        try
        {
            return measure().ToString("g2", CultureInfo.InvariantCulture);
        }
        catch (KerasException)
        {
            return "refused";
        }
    }
}
