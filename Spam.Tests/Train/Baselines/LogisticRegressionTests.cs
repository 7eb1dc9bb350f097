using Spam.Train.Baselines;

namespace Spam.Tests.Train.Baselines;

public class LogisticRegressionTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_gradient_is_the_measured_slope(int numLabels)
    {
        var objective = new LogisticObjective(WordCounts.Of([[0, 1, 1], [2], [], [3, 0], [1, 2, 3]], 4), [0, 1, 1, numLabels - 1, 0], numLabels, c: 0.7);
        var random = new Random(5);
        var point = Enumerable.Range(0, objective.NumParameters).Select(_ => random.NextDouble() - 0.5).ToArray();
        var gradient = new double[point.Length];
        var unused = new double[point.Length];

        objective.Evaluate(point, gradient);

        const double Step = 1e-5;
        for (var i = 0; i < point.Length; i++)
        {
            var (above, below) = ((double[])point.Clone(), (double[])point.Clone());
            above[i] += Step;
            below[i] -= Step;
            var slope = (objective.Evaluate(above, unused) - objective.Evaluate(below, unused)) / (2 * Step);
            Assert.Equal(slope, gradient[i], tolerance: 1e-7);
        }
    }

    [Fact]
    public void Texts_with_words_of_their_own_are_told_apart()
    {
        IReadOnlyList<int>[] sequences = [[0, 1], [0], [2, 3], [3], [4], [4, 5]];
        var texts = WordCounts.Of(sequences, 6);

        var model = LogisticRegression.Fit(texts, [0, 0, 1, 1, 2, 2], numLabels: 3);

        Assert.Equal([0, 0, 1, 1, 2, 2], model.Predict(texts));
        Assert.True(model.LargestGradient <= LogisticRegression.Tolerance);
        Assert.Equal(1, model.Probabilities(texts, 0).Sum(), tolerance: 1e-12);
    }

    [Fact]
    public void Weights_and_penalty_are_those_of_scikit_learn()
    {
        // One word in one of two texts. scikit-learn minimizes w²/2 + log(1 + e^-(w+b)) + log(1 + e^b) here; by symmetry b = -w/2,
        // and the slope in w vanishes where w = 1 / (1 + e^(w/2)), w = 0.4431.
        var texts = WordCounts.Of([[0], []], 1);

        var model = LogisticRegression.Fit(texts, [1, 0], numLabels: 2);

        var probability = model.Probabilities(texts, 0)[1];
        var logit = Math.Log(probability / (1 - probability)); // w + b = w / 2
        Assert.Equal(2 * logit, 1 / (1 + Math.Exp(logit)), tolerance: 2e-3);
    }

    [Fact]
    public void The_same_texts_give_the_same_bits()
    {
        var texts = WordCounts.Of([[0, 1], [1, 2], [2, 0], [1]], 3);

        var first = LogisticRegression.Fit(texts, [0, 1, 1, 0], 2).Probabilities(texts, 0);
        var second = LogisticRegression.Fit(texts, [0, 1, 1, 0], 2).Probabilities(texts, 0);

        Assert.Equal(first, second);
    }
}
