using Spam.Bench.Report;
using Spam.Keras;
using Spam.Keras.Saving;

namespace Spam.Bench.Files;

/// <summary>The workshop's model in each form: how large it is and how long it takes to load, beside the plain read of the same bytes.</summary>
static class FormsReport
{
    /// <summary>Writes the forms into a folder that goes afterwards, and prints the table.</summary>
    public static void Print(TextWriter output, ReportSize size)
    {
        var folder = Directory.CreateTempSubdirectory("spam-files-").FullName;
        try
        {
            var model = Trained();
            output.WriteLine("| form | bytes | written ms | loaded ms | plain read ms | loaded / read |");
            output.WriteLine("|---|---:|---:|---:|---:|---:|");
            foreach (var (name, place, save, load) in Forms(model, folder))
            {
                Directory.CreateDirectory(place);
                var written = Timing.Best(size, save);
                var loaded = Timing.Best(size, load);
                var files = Directory.GetFiles(place, "*", SearchOption.AllDirectories);
                var read = Timing.Best(size, () => Array.ForEach(files, file => _ = File.ReadAllBytes(file)));
                output.WriteLine($"| {name} | {files.Sum(file => new FileInfo(file).Length):n0} | {written * 1e3:f2} | {loaded * 1e3:f2} | {read * 1e3:f2} | {loaded / read:f1} |");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each form in a folder of its own, so that all its files are counted.
    static IEnumerable<(string Name, string Place, Action Save, Action Load)> Forms(Keras.Models.Model model, string folder)
    {
        yield return Whole("SavedModel folder", "a", "model", KerasVersion.Both);
        yield return Whole(".keras for both Keras", "b", "model.keras", KerasVersion.Both);
        yield return Whole(".keras for Keras 2, with state", "c", "model.keras", KerasVersion.Keras2);
        yield return Whole(".keras for Keras 3, with state", "d", "model.keras", KerasVersion.Keras3);
        yield return Whole(".h5 for both Keras", "e", "model.h5", KerasVersion.Both);
        yield return Whole(".h5 for Keras 2, with state", "f", "model.h5", KerasVersion.Keras2);
        yield return Weights(".weights.h5", "g", "model.weights.h5");
        yield return Weights(".h5, weights alone", "h", "model.h5");
        yield return Weights("TensorFlow checkpoint", "i", "w");
        var graph = Path.Combine(folder, "j", "model");
        yield return ("SavedModel folder without layers, its graph", Path.Combine(folder, "j"), () => model.Export(graph), () => _ = SavedModelGraph.Load(graph));

        (string, string, Action, Action) Whole(string name, string place, string file, KerasVersion version)
        {
            var path = Path.Combine(folder, place, file);
            return (name, Path.Combine(folder, place), () => model.Save(path, version), () => _ = KerasModel.Load(path));
        }

        (string, string, Action, Action) Weights(string name, string place, string file)
        {
            var path = Path.Combine(folder, place, file);
            return (name, Path.Combine(folder, place), () => model.SaveWeights(path), () => model.LoadWeights(path));
        }
    }

    // One step, so that the optimizer keeps something.
    static Keras.Models.Sequential Trained()
    {
        var model = WorkshopModel.Build();
        var truth = new Tensor(4, 2);
        for (var row = 0; row < truth.NumRows; row++)
            truth.Row(row)[row % 2] = 1;
        model.TrainOnBatch(new Tensor(4, 300), truth);
        return model;
    }
}
