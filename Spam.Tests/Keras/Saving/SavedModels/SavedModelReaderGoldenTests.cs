using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos.Metadata;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>SavedModel folders that Keras 2.15 wrote, or that were written by hand and proved in TensorFlow, become models with the same predictions.</summary>
public class SavedModelReaderGoldenTests
{
    public static TheoryData<string> Folders => GoldenFolders.All;

    public static TheoryData<string> FoldersOfLayers => [.. ((IEnumerable<object[]>)GoldenFolders.All)
        .Select(row => (string)row[0])
        .Where(folder => folder == "absent" || GoldenFolders.Obstacle(GoldenData.PathOf(folder)) is null)];

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_folder_becomes_a_model_that_predicts_the_same_or_names_what_is_in_the_way(string folder)
    {
        var path = GoldenFolders.Require(folder);

        if (GoldenFolders.Obstacle(path) is { } obstacle)
        {
            Assert.Contains(obstacle, Assert.Throws<KerasException>(() => SavedModel.Load(path)).Message, StringComparison.Ordinal);
            return;
        }

        var model = SavedModel.Load(path);
        var arrays = GoldenFolders.Read(folder);
        var predictions = model.Predict(GoldenFolders.Inputs(arrays));
        foreach (var (expected, prediction) in GoldenFolders.Outputs(arrays).Zip(predictions))
            Near.Equal(expected, prediction, tolerance: 1e-6, folder);
        Assert.Equal(GoldenFolders.Outputs(arrays).Count, predictions.Count);
    }

    [SkippableTheory, MemberData(nameof(FoldersOfLayers))]
    public void What_Keras_compiled_is_compiled_and_learns_on(string folder)
    {
        var path = GoldenFolders.Require(folder);
        var metadata = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(path, "keras_metadata.pb")));
        var training = JsonNode.Parse(metadata.Nodes[0].Metadata)!["training_config"]!;
        var arrays = GoldenFolders.Read(folder);
        var model = SavedModel.Load(path);
        var before = model.GetWeights();

        model.TrainOnBatch(new Batch(GoldenFolders.Inputs(arrays), [.. GoldenFolders.Outputs(arrays).Select(output => new Tensor(new Shape(output.Shape)))], []));

        Assert.EndsWith(model.Optimizer!.ClassName, (string)training["optimizer_config"]!["class_name"]!, StringComparison.Ordinal);
        Assert.Contains(model.GetWeights().Zip(before), pair => !pair.First.Span.SequenceEqual(pair.Second.Span));
        Assert.Null(SavedModel.Load(path, compile: false).Compilation);
    }
}
