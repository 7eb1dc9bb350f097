using Spam.Keras.Saving.Inspection;

namespace Spam.Tests.Keras.Saving.Inspection;

/// <summary>What is said of the files that real Keras wrote, and of the broken ones.</summary>
public class SavedContentGoldenTests
{
    const string Hostile = "formats/hostile/index.json", Sound = "deflated.keras", GraphAlone = "sm_no_metadata/";

    static readonly string[] _keras2 = ["savedmodel", "model.keras", "model.h5", "legacy_weights.h5", "model.weights.h5", "ckpt"];
    static readonly string[] _keras3 = ["savedmodel", "model.keras", "model.h5", "model.weights.h5"];

    public static TheoryData<string> Saved
    {
        get
        {
            var root = GoldenData.PathOf("formats");
            var paths = from keras in ((string, string[])[])[("keras215", _keras2), ("keras3", _keras3)]
                        where Directory.Exists(Path.Combine(root, keras.Item1))
                        from folder in Directory.GetDirectories(Path.Combine(root, keras.Item1))
                        from name in keras.Item2
                        where Path.Exists(Path.Combine(folder, name))
                        select Path.GetRelativePath(GoldenData.Root, Path.Combine(folder, name));
            return [.. paths.Order(StringComparer.Ordinal).DefaultIfEmpty("absent")];
        }
    }

    public static TheoryData<string> HostileFiles
    {
        get
        {
            var path = GoldenData.PathOf(Hostile);
            return File.Exists(path) ? [.. GoldenData.Json(Hostile).EnumerateArray().Select(entry => entry.GetProperty("file").GetString()!)] : ["absent"];
        }
    }

    [SkippableTheory, MemberData(nameof(Saved))]
    public void What_Keras_saved_is_told_and_loads(string path)
    {
        var content = SavedContent.Of(GoldenModelsPath(path));

        Assert.Null(content.Problem);
        Assert.Equal(FormOf(Path.GetFileName(path)), content.Form);
        Assert.NotEmpty(content.Tensors);
        Assert.All(content.Checks, check => Assert.True(check.IsRight, check.Detail));
        if (content.WrittenBy.TryGetValue("Keras", out var version))
            Assert.StartsWith(path.Contains("keras3", StringComparison.Ordinal) ? "3." : "2.15", version, StringComparison.Ordinal);
        else
            Assert.True(content.Form is SavedForm.Weights or SavedForm.Checkpoint or SavedForm.SavedModel);
        if (content.Form == SavedForm.SavedModel)
        {
            Assert.Contains(content.Signatures, signature => signature.Name == "serving_default");
            Assert.Contains("TensorFlow", content.WrittenBy);
        }
    }

    [SkippableTheory, MemberData(nameof(HostileFiles))]
    public void Of_a_broken_file_it_is_said_why_it_would_not_load(string file)
    {
        Skip.If(file == "absent", $"{Hostile} is absent from the golden data.");
        var path = GoldenData.Require($"formats/hostile/{file}");

        var content = SavedContent.Of(path);

        if (file is Sound or GraphAlone)
            Assert.Null(content.Problem);
        else
            Assert.Contains(path, content.Problem, StringComparison.Ordinal);
        if (file.Contains("crc", StringComparison.Ordinal))
            Assert.Contains(content.Checks, check => !check.IsRight && check.Detail.Contains("checksum", StringComparison.Ordinal));
    }

    static string GoldenModelsPath(string path)
    {
        Skip.If(path == "absent", "Keras's files are absent from the golden data.");
        return GoldenData.Require(path);
    }

    static SavedForm FormOf(string name) => name switch
    {
        "savedmodel" => SavedForm.SavedModel,
        "model.keras" => SavedForm.Keras,
        "model.h5" => SavedForm.H5,
        "legacy_weights.h5" => SavedForm.H5Weights,
        "model.weights.h5" => SavedForm.Weights,
        _ => SavedForm.Checkpoint,
    };
}
