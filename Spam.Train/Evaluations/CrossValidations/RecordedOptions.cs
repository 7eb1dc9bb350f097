using System.Globalization;
using Spam.Model;
using Spam.Train.Training;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>The options of the run that made a model, as its manifest has them.</summary>
static class RecordedOptions
{
    /// <summary>What changes nothing in how a network is trained on given rows.</summary>
    static readonly string[] _others = ["data", "data-sha256", "test-size", "split-seed", "honest", "format", "keras"];

    /// <summary>Reads them.</summary>
    /// <exception cref="ModelFolderException">There is no manifest, or a setting is missing, not known or no number.</exception>
    public static TrainOptions Of(Manifest? manifest)
    {
        if (manifest is null)
            throw new ModelFolderException($"The model has no {Manifest.FileName}, so the settings of its training are not known, and folds cannot be trained. Leave --folds out.");

        var options = new TrainOptions { Seed = manifest.Seed };
        foreach (var (name, value) in manifest.Settings)
        {
            options = name switch
            {
                "num-words" => options with { NumWords = Number<int>(name, value) },
                "max-length" => options with { MaxLength = Number<int>(name, value) },
                "embedding-dim" => options with { EmbeddingDim = Number<int>(name, value) },
                "spatial-dropout" => options with { SpatialDropout = Number<float>(name, value) },
                "units" => options with { Units = Number<int>(name, value) },
                "dropout" => options with { Dropout = Number<float>(name, value) },
                "recurrent-dropout" => options with { RecurrentDropout = Number<float>(name, value) },
                "recurrent-masks" when MaskNames.All.Contains(value) => options with { RecurrentMasks = MaskNames.Parse(value) },
                "batch-size" => options with { BatchSize = Number<int>(name, value) },
                "epochs" => options with { Epochs = Number<int>(name, value) },
                "learning-rate" => options with { LearningRate = Number<float>(name, value) },
                _ when _others.Contains(name) => options,
                _ => throw new ModelFolderException(
                    $"{Manifest.FileName} has the setting {name} '{value}', which folds cannot be trained with. Train again with this program, or leave --folds out."),
            };
        }

        return manifest.Settings.ContainsKey("epochs") // none of the defaults is meant, but of all settings this one has none
            ? options
            : throw new ModelFolderException($"{Manifest.FileName} does not say with which settings it was trained. Train again, or leave --folds out.");
    }

    static T Number<T>(string name, string value) where T : struct, IParsable<T>
        => T.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ModelFolderException($"{Manifest.FileName} has the setting {name} '{value}', which is no number. Train again, or leave --folds out.");
}
