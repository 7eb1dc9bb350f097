using Spam.Keras.Preprocessing;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>Parts rows into folds: each has about the same share of each label, and rows with the same text are in one, so that no fold is asked what others told.</summary>
static class StratifiedFolds
{
    /// <summary>The fold of each row, from 0.</summary>
    /// <remarks>
    /// Texts are gone through in a drawn order, those of many rows and of rare labels first; each goes to the fold that has fewest rows of its labels,
    /// then fewest rows.
    /// </remarks>
    /// <param name="texts">The text of each row.</param>
    /// <param name="labels">The labels of each row.</param>
    /// <param name="numFolds">How many folds.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <exception cref="ArgumentException">There are fewer folds than two, or fewer different texts than folds.</exception>
    public static int[] Of(IReadOnlyList<string> texts, IReadOnlyList<IReadOnlyList<int>> labels, int numFolds, int seed)
    {
        int[][] groups = [.. Enumerable.Range(0, texts.Count).GroupBy(row => texts[row], StringComparer.Ordinal).Select(group => group.ToArray())];
        if (numFolds < 2 || groups.Length < numFolds)
            throw new ArgumentException($"{groups.Length} different texts cannot be parted into {numFolds} folds; there must be two folds at least, and a text for each.", nameof(numFolds));

        var numLabels = labels.SelectMany(row => row).DefaultIfEmpty().Max() + 1;
        var rowsOf = new int[numLabels];
        foreach (var label in labels.SelectMany(row => row))
            rowsOf[label]++;

        new MersenneTwister((uint)seed).Shuffle<int[]>(groups);
        var folds = new int[texts.Count];
        var (sizes, counts) = (new int[numFolds], new int[numFolds, numLabels]);
        foreach (var group in groups.OrderByDescending(group => group.Length).ThenBy(group => labels[group[0]].Select(label => rowsOf[label]).DefaultIfEmpty(int.MaxValue).Min()))
        {
            int[] own = [.. group.SelectMany(row => labels[row]).Distinct()];
            var fold = Enumerable.Range(0, numFolds).MinBy(candidate => (own.Sum(label => counts[candidate, label]), sizes[candidate]));
            foreach (var row in group)
            {
                folds[row] = fold;
                sizes[fold]++;
                foreach (var label in labels[row])
                    counts[fold, label]++;
            }
        }

        return folds;
    }
}
