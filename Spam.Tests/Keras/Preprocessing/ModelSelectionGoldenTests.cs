using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class ModelSelectionGoldenTests
{
    const string File = "text/split.json";

    public static TheoryData<int> Splits => TextGoldens.Rows(File, "split");

    public static TheoryData<int> Stratified => TextGoldens.Rows(File, "stratified");

    public static TheoryData<string> Errors => GoldenData.Keys(File, "errors");

    [SkippableTheory, MemberData(nameof(Splits))]
    public void Rows_are_parted_as_in_scikit_learn(int row)
    {
        var expected = TextGoldens.Row(File, "split", row);

        var parts = ModelSelection.TrainTestSplit(
            expected.GetProperty("n").GetInt32(), Size(expected, "test_size"), Size(expected, "train_size"), expected.GetProperty("seed").GetInt64());

        Assert.Equal(expected.GetProperty("train").Ints(), parts.Train);
        Assert.Equal(expected.GetProperty("test").Ints(), parts.Test);
    }

    [SkippableTheory, MemberData(nameof(Stratified))]
    public void Labels_are_shared_out_as_in_scikit_learn(int row)
    {
        var expected = TextGoldens.Row(File, "stratified", row);
        var labels = expected.GetProperty("labels").Ints();
        var isError = expected.TryGetProperty("error", out _);

        if (isError)
        {
            Assert.Throws<KerasException>(Split);
            return;
        }

        var parts = Split();
        Assert.Equal(expected.GetProperty("train").Ints(), parts.Train);
        Assert.Equal(expected.GetProperty("test").Ints(), parts.Test);

        TrainTestRows Split() => ModelSelection.TrainTestSplit(
            labels.Length, Size(expected, "test_size"), seed: expected.GetProperty("seed").GetInt64(), stratify: labels);
    }

    [SkippableFact]
    public void Without_shuffling_the_first_rows_train()
    {
        var expected = GoldenData.Json(File).GetProperty("no_shuffle");

        var parts = ModelSelection.TrainTestSplit(10, shuffle: false);

        Assert.Equal(expected.GetProperty("train").Ints(), parts.Train);
        Assert.Equal(expected.GetProperty("test").Ints(), parts.Test);
    }

    [SkippableTheory, MemberData(nameof(Errors))]
    public void What_scikit_learn_refuses_is_refused(string name)
    {
        Skip.If(name == "absent", $"{File} is absent from the golden data.");

        Assert.Throws<KerasException>(() => (object)(name switch
        {
            "n0" => ModelSelection.TrainTestSplit(0, 0.5),
            "test_size 1.0" => ModelSelection.TrainTestSplit(4, 1.0),
            "test_size 0" => ModelSelection.TrainTestSplit(4, 0),
            "test_size 0.0" => ModelSelection.TrainTestSplit(4, 0.0),
            "test_size too many" => ModelSelection.TrainTestSplit(2, 2),
            "sum over one" => ModelSelection.TrainTestSplit(10, 0.6, 0.6),
            "unequal lengths" => ModelSelection.TrainTestSplit([1, 2], [1]),
            "one sample" => ModelSelection.TrainTestSplit(1),
            "stratify no shuffle" => ModelSelection.TrainTestSplit(4, 0.5, shuffle: false, stratify: [0, 0, 1, 1]),
            "negative seed" => ModelSelection.TrainTestSplit(4, 0.5, seed: -1),
            _ => throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}"),
        }));
    }

    [SkippableFact]
    public void The_workshop_is_parted_as_in_scikit_learn()
    {
        var train = Npz.ReadNpy(System.IO.File.ReadAllBytes(GoldenData.Require("text/split_plain_train.npy"))).Ints;
        var test = Npz.ReadNpy(System.IO.File.ReadAllBytes(GoldenData.Require("text/split_plain_test.npy"))).Ints;

        var parts = ModelSelection.TrainTestSplit(train.Length + test.Length, 0.33, seed: 42);

        Assert.Equal(train, parts.Train);
        Assert.Equal(test, parts.Test);
    }

    static SplitSize? Size(JsonElement given, string name)
        => !given.TryGetProperty(name, out var size) || size.ValueKind == JsonValueKind.Null ? null
            : size.TryGetInt32(out var rows) ? SplitSize.Rows(rows) : SplitSize.Fraction(size.GetDouble());
}
