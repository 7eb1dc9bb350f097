using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class ModelSelectionTests
{
    [Fact]
    public void Every_row_stands_in_one_part()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var n = random.Next(12, 200);
            int[]? labels = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, n).Select(row => row % 3)];

            var parts = ModelSelection.TrainTestSplit(n, 0.4, seed: round, stratify: labels);

            Assert.Equal(Enumerable.Range(0, n), parts.Train.Concat(parts.Test).Order());
            Assert.Equal((int)Math.Ceiling(0.4 * n), parts.Test.Length);
        }
    }

    [Fact]
    public void Lists_are_parted_alike()
    {
        string[] texts = ["a", "b", "c", "d"];
        int[] labels = [0, 1, 2, 3];

        var (train, test) = ModelSelection.TrainTestSplit(texts, 1, seed: 3);
        var both = ModelSelection.TrainTestSplit(texts, labels, 1, seed: 3);

        Assert.Equal(train, both.XTrain);
        Assert.Equal(test, both.XTest);
        Assert.Equal(both.XTrain, both.YTrain.Select(label => texts[label]));
        Assert.Equal(both.XTest, both.YTest.Select(label => texts[label]));
    }

    [Fact]
    public void Labels_may_be_texts()
    {
        string[] labels = ["spam", "ham", "ham", "spam", "ham", "ham"];

        var parts = ModelSelection.TrainTestSplit(6, labels, 0.5, seed: 1);

        Assert.Equal(ModelSelection.TrainTestSplit(6, 0.5, seed: 1, stratify: [1, 0, 0, 1, 0, 0]).Train, parts.Train);
        Assert.Single(parts.Test, row => labels[row] == "spam");
    }

    [Fact]
    public void Wrong_use_is_answered_with_the_fix()
    {
        AssertRefused("A split got the seed -1; seeds run from 0 to 4294967295.", () => ModelSelection.TrainTestSplit(4, seed: -1));
        AssertRefused("A split got -1 rows; give 2 or more.", () => ModelSelection.TrainTestSplit(-1));
        AssertRefused(
            "A split by labels without shuffling is not possible. Leave shuffle on, or leave stratify out.",
            () => ModelSelection.TrainTestSplit(2, shuffle: false, stratify: [0, 1]));
        AssertRefused(
            "A split of 3 rows got 2 labels to stratify by; give one label a row.", () => ModelSelection.TrainTestSplit(3, stratify: [0, 1]));
        AssertRefused(
            "A split got testSize 1.0; give a fraction above 0.0 and below 1.0, or a number of rows from 1.", () => ModelSelection.TrainTestSplit(3, 1.0));
        AssertRefused(
            "A split got trainSize 3, but there are 3 rows; give fewer than that, or a fraction above 0.0 and below 1.0.",
            () => ModelSelection.TrainTestSplit(3, trainSize: 3));
        AssertRefused(
            "testSize 0.6 and trainSize 0.5 are more than the whole together. Make one of them smaller.", () => ModelSelection.TrainTestSplit(3, 0.6, 0.5));
        AssertRefused(
            "A split of 3 rows cannot give 2 to train and 2 to test. Make testSize or trainSize smaller.", () => ModelSelection.TrainTestSplit(3, 2, 2));
        AssertRefused(
            "With 1 rows, testSize 0.25 and trainSize not given, nothing is left to train on. Give more rows, or other sizes.",
            () => ModelSelection.TrainTestSplit(1));
        AssertRefused(
            "A split got lists of 2 and 1 items; give lists of one length.", () => ModelSelection.TrainTestSplit(["a", "b"], [1]));
    }

    [Fact]
    public void Labels_that_are_too_few_are_answered_with_the_fix()
    {
        AssertRefused(
            "These labels have one row each, too few to part: 5. Each label to stratify by needs at least 2 rows.",
            () => ModelSelection.TrainTestSplit(4, 2, stratify: [1, 1, 1, 5]));
        AssertRefused(
            "The test part has 1 rows for 2 labels; each label needs one at least. Change testSize or trainSize.",
            () => ModelSelection.TrainTestSplit(4, 1, stratify: [1, 1, 5, 5]));
        AssertRefused(
            "The train part has 1 rows for 2 labels; each label needs one at least. Change testSize or trainSize.",
            () => ModelSelection.TrainTestSplit(4, 3, stratify: [1, 1, 5, 5]));
    }

    static void AssertRefused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<KerasException>(action).Message);
}
