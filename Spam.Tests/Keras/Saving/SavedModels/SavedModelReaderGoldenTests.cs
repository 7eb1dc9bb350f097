using Spam.Keras;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>SavedModel folders that Keras 2.15 wrote, or that were written by hand and proved in TensorFlow, become models with the same predictions.</summary>
public class SavedModelReaderGoldenTests
{
    public static TheoryData<string> Folders => GoldenFolders.All;

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
}
