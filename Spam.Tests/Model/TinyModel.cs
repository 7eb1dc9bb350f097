using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Tests.Model;

/// <summary>Writes a model folder with an untrained network of a few weights.</summary>
static class TinyModel
{
    public const int NumWords = 12, MaxLength = 5;

    /// <summary>The folder's metadata.</summary>
    public static ModelMetadata Metadata(params string[] labels) => new() { Labels = labels, MaxSequenceLength = MaxLength, MaxWords = NumWords };

    /// <summary>Writes model, tokenizer and metadata, and a manifest of them if wanted.</summary>
    /// <returns>The model, to compare with.</returns>
    public static Sequential Write(string folder, ModelMetadata metadata, int width, string activation = "softmax", bool withManifest = false, float factor = 1)
    {
        var model = new Sequential(seed: 7);
        model.Add(new Embedding(NumWords, 3, inputLength: MaxLength));
        model.Add(new SpatialDropout1D(0.4f));
        model.Add(new LSTM(4));
        model.Add(new Dense(width, Activation.Get(activation)));
        foreach (var parameter in model.Parameters) // far enough from zero that texts differ
        {
            for (var i = 0; i < parameter.Value.Length; i++)
                parameter.Value[i] = factor * MathF.Sin((7 * i) + parameter.Value.Length);
            parameter.Changed();
        }

        Directory.CreateDirectory(folder);
        model.SaveSavedModel(Path.Combine(folder, "saved_model"));
        File.WriteAllText(Path.Combine(folder, "tiny_tokenizer.json"), Tokenizer().ToJson());
        File.WriteAllText(Path.Combine(folder, "tiny_metadata.json"), metadata.ToJson());
        if (withManifest)
            File.WriteAllText(Path.Combine(folder, Manifest.FileName), ManifestOf(folder, metadata).ToJson());
        return model;
    }

    /// <summary>A tokenizer that knows nine words.</summary>
    public static Tokenizer Tokenizer()
    {
        var tokenizer = new Tokenizer(NumWords);
        tokenizer.FitOnTexts(["free prize call now", "see you at home", "now"]);
        return tokenizer;
    }

    static Manifest ManifestOf(string folder, ModelMetadata metadata) => new()
    {
        Name = "tiny",
        Version = "v3",
        Created = DateTimeOffset.UnixEpoch,
        WrittenBy = new Dictionary<string, string>(),
        Labels = metadata.Labels,
        Seed = 7,
        Settings = new Dictionary<string, string>(),
        Scores = new Dictionary<string, double>(),
        Files = FileDigests.OfFolder(folder),
    };
}
