using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Tests.Model;

/// <summary>The folder that the Python workshop wrote is loaded as it is. What it answers is compared in ApiGoldenTests, over the wire.</summary>
public class AIModelGoldenTests
{
    static readonly string[] _texts = ["Free prize, call now", "See you at home", ""];

    [SkippableFact]
    public void The_workshop_s_folder_is_a_classifier()
    {
        var model = AIModel.Load(GoldenData.Require("api/trained-model"));

        Assert.Equal(["ham", "spam"], model.Labels.Order());
        Assert.All(model.Predict(_texts), prediction => Assert.Equal(1, prediction.Scores.Values.Sum(), 1e-6));
    }

    [SkippableTheory]
    [InlineData("spam_model.keras")]
    [InlineData("spam_model.h5")]
    [InlineData("saved_model")]
    public void In_another_form_it_answers_the_same(string name)
    {
        var golden = GoldenData.Require("api/trained-model");
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(golden, "*.json"))
            File.Copy(file, folder[Path.GetFileName(file)]);
        KerasModel.Load(Path.Combine(golden, "spam_model.h5")).Save(folder[name]);

        var (expected, actual) = (AIModel.Load(golden).Predict(_texts), AIModel.Load(folder.Path).Predict(_texts));

        Assert.Equal(expected.Select(prediction => prediction.Scores["spam"]), actual.Select(prediction => prediction.Scores["spam"]));
    }
}
