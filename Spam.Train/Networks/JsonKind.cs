using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Train.Kinds;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Networks;

/// <summary>A network that a JSON file describes: what <c>to_json()</c> of Keras 2 or Keras 3 gives.</summary>
/// <param name="path">The file.</param>
sealed class JsonKind(string path) : ModelKind
{
    /// <inheritdoc/>
    public override string Name => path;

    /// <inheritdoc/>
    public override string Description => "a network of your own, as Keras's to_json() writes it";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new() { Model = Name };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => [];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace => [new("learning-rate", "0.0002", "0.0005", "0.001", "0.002", "0.005")];

    /// <inheritdoc/>
    public override Classifier Build(TrainOptions options, int numLabels)
    {
        var model = BuildNetwork(options, new(numLabels, options.Columns.IsMultiLabel));
        return Compile(model, JsonNetworkCheck.HeadOf(model, path, options, numLabels), options);
    }

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var json = ReadFile();
        Keras.Models.Model model;
        try
        {
            model = KerasModel.FromJson(json, options.Seed);
        }
        catch (KerasException cause)
        {
            throw new TrainingException($"{path} describes no network that can be built: {cause.Message}");
        }

        JsonNetworkCheck.Inputs(model, path, options);
        return model;
    }

    /// <summary>The file's contents.</summary>
    /// <exception cref="TrainingException">It cannot be read.</exception>
    public string ReadFile()
    {
        if (!File.Exists(path))
        {
            throw new TrainingException(
                $"{path} does not exist. --model takes the JSON that Keras's to_json() gives, or a kind: {string.Join(", ", ModelKinds.Names)}.");
        }

        return File.ReadAllText(path);
    }
}
