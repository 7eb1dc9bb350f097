using Spam.Train.Baselines;
using Spam.Train.Data;

namespace Spam.Tests.Train.Baselines;

/// <summary>scikit-learn's figures on the bundled corpus, five folds: .859 with 279 words, .881 with 5,000. Which rows are in which fold differs, so the bounds are wide.</summary>
public class LogisticRegressionOnBundledDataTests
{
    const string Filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    [Theory]
    [InlineData(280, .835, .883)]
    [InlineData(5001, .860, .902)]
    public void Accuracy_is_near_that_of_scikit_learn(int numWords, double atLeast, double atMost)
    {
        var dataSet = CsvDataSet.Read(Path.Combine(AppContext.BaseDirectory, BundledData.Find(AppContext.BaseDirectory)));
        var words = dataSet.Texts.Select(text => text.ToLowerInvariant().Split(Filters.Append(' ').ToArray(), StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var ids = words.SelectMany(text => text).CountBy(word => word).OrderByDescending(pair => pair.Value).Select((pair, i) => (pair.Key, i + 1)).ToDictionary();
        IReadOnlyList<int>[] sequences = [.. words.Select(text => (IReadOnlyList<int>)[.. text.Select(word => ids[word]).Where(id => id < numWords)])];
        var rows = Enumerable.Range(0, dataSet.Count).ToArray();
        new Random(1).Shuffle(rows);

        var right = 0;
        for (var fold = 0; fold < 5; fold++)
        {
            int[] test = [.. rows.Where((_, i) => i % 5 == fold)], train = [.. rows.Where((_, i) => i % 5 != fold)];
            var model = LogisticRegression.Fit(WordCounts.Of([.. train.Select(row => sequences[row])], numWords), [.. train.Select(row => dataSet.LabelIds[row])], 2);
            var answers = model.Predict(WordCounts.Of([.. test.Select(row => sequences[row])], numWords));
            right += test.Where((row, i) => dataSet.LabelIds[row] == answers[i]).Count();
        }

        var accuracy = (double)right / dataSet.Count;
        Assert.True(accuracy >= atLeast && accuracy <= atMost, $"{accuracy:0.0000} with {numWords - 1} words; expected {atLeast} to {atMost}");
    }
}
