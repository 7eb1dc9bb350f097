using Spam.Keras.Models;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>What Keras 2.15, Keras 3 and our recipes wrote is loaded, and predicts what Keras predicted.</summary>
public class KerasModelGoldenTests
{
    public static TheoryData<string> WholeModels => GoldenModels.WholeModels;

    public static TheoryData<string> WeightFiles => GoldenModels.WeightFiles;

    public static TheoryData<string> Trained => GoldenModels.Trained;

    [SkippableTheory, MemberData(nameof(WholeModels))]
    public void A_model_predicts_what_Keras_predicted(string file)
    {
        var model = KerasModel.Load(GoldenModels.Require(file));

        GoldenModels.CheckPredictions(model, file);
    }

    [SkippableTheory, MemberData(nameof(WeightFiles))]
    public void Weights_alone_make_another_model_of_these_layers_predict_the_same(string file)
    {
        var path = GoldenModels.Require(file);
        var model = KerasModel.Load(WholeModelBeside(path));
        foreach (var parameter in model.Parameters)
        {
            parameter.Value.Span.Fill(.5f);
            parameter.Changed();
        }

        model.LoadWeights(path);

        GoldenModels.CheckPredictions(model, file);
    }

    [SkippableTheory, MemberData(nameof(Trained))]
    public void What_the_optimizer_keeps_is_read(string file)
    {
        var model = KerasModel.Load(GoldenModels.Require(file));
        var expected = GoldenModels.Listing(file).GetProperty("optimizer_vars").EnumerateArray().ToList();
        var isKeras3 = file.Contains("keras3", StringComparison.Ordinal);

        var optimizer = model.Optimizer!;
        var variables = optimizer.Variables(model.TrainableParameters);

        Assert.Equal(expected[0][3].GetDouble(), optimizer.Iterations);
        if (isKeras3)
            Assert.Equal((float)expected[1][3].GetDouble(), optimizer.LearningRate);
        expected.RemoveRange(0, isKeras3 ? 2 : 1);
        Assert.Equal(expected.Count, variables.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i][2].EnumerateArray().Select(size => size.GetInt32()), variables[i].Value.Shape);
            var sum = expected[i][3].GetDouble();
            var (largest, actual) = (0d, 0d);
            foreach (var value in variables[i].Value.Span)
                (largest, actual) = (largest + Math.Abs(value), actual + value);
            Assert.True(Math.Abs(sum - actual) <= 2e-6 * largest + 1e-12, $"{file}: {expected[i][0]} has the sum {actual} instead of {sum}");
        }
    }

    [SkippableTheory, MemberData(nameof(Trained))]
    public void Training_goes_on_from_a_file_of_the_model_as_from_the_model(string file)
    {
        using var folder = new TemporaryFolder();
        var version = file.Contains("keras3", StringComparison.Ordinal) ? KerasVersion.Keras3 : KerasVersion.Keras2;
        var model = KerasModel.Load(GoldenModels.Require(file));
        model.Save(folder["again.keras"], version);

        var again = KerasModel.Load(folder["again.keras"]);

        Assert.Equal(Step(model, file), Step(again, file));
        Assert.Equal(model.Optimizer!.Iterations, again.Optimizer!.Iterations);
    }

    static string WholeModelBeside(string path)
    {
        var folder = Path.GetDirectoryName(path)!; // a file is in a folder
        var sameName = path.Replace(".weights.h5", ".keras", StringComparison.Ordinal);
        return path.EndsWith(".weights.h5", StringComparison.Ordinal) && File.Exists(sameName) ? sameName : Path.Combine(folder, "model.keras");
    }

    static float[] Step(Spam.Keras.Models.Model model, string file)
    {
        var arrays = GoldenData.Npz($"{Path.GetDirectoryName(file)}/io.npz");
        var inputs = Enumerable.Range(0, model.Inputs.Count).Select(i => arrays[$"x{i}"].Tensor).ToArray();
        model.Random = new(5);
        var logs = model.TrainOnBatch(new Batch(inputs, [arrays["y0"].Tensor], []));
        return [.. logs.Values, .. model.GetWeights().SelectMany(weight => weight.Span.ToArray())];
    }
}
