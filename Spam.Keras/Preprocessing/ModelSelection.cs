using System.Text;

namespace Spam.Keras.Preprocessing;

/// <summary>scikit-learn's <c>train_test_split</c>, row for row.</summary>
/// <remarks>
/// The number of test rows is rounded up, that of train rows down. With labels to stratify by, each part gets each label in the
/// proportion of the whole; what rounding leaves is drawn.<br/>
/// Source: scikit-learn 1.9, sklearn/model_selection/_split.py, ShuffleSplit and StratifiedShuffleSplit.
/// </remarks>
public static class ModelSelection
{
    const double DefaultTestSize = 0.25;

    /// <summary>Parts the rows 0 to <paramref name="n"/> - 1.</summary>
    /// <param name="n">How many rows there are.</param>
    /// <param name="testSize">The test part: a fraction or a number of rows; null for the rest, or a quarter where both are null.</param>
    /// <param name="trainSize">The train part: a fraction or a number of rows; null for the rest.</param>
    /// <param name="seed">scikit-learn's <c>random_state</c>.</param>
    /// <param name="shuffle">Whether rows are drawn; otherwise the first ones train and the next ones test.</param>
    /// <param name="stratify">A label for each row, or null.</param>
    /// <exception cref="KerasException">A size, the seed or the labels do not fit.</exception>
    public static TrainTestRows TrainTestSplit(
        int n,
        SplitSize? testSize = null,
        SplitSize? trainSize = null,
        long seed = 0,
        bool shuffle = true,
        IReadOnlyList<int>? stratify = null)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw new KerasException($"A split got the seed {seed}; seeds run from 0 to {uint.MaxValue}.");
        if (stratify is not null && !shuffle)
            throw new KerasException("A split by labels without shuffling is not possible. Leave shuffle on, or leave stratify out.");
        if (stratify is not null && stratify.Count != n)
            throw new KerasException($"A split of {n} rows got {stratify.Count} labels to stratify by; give one label a row.");

        var (numTrain, numTest) = Sizes(n, testSize, trainSize);
        if (!shuffle)
            return new([.. Enumerable.Range(0, numTrain)], [.. Enumerable.Range(numTrain, numTest)]);

        var random = new MersenneTwister((uint)seed);
        if (stratify is not null)
            return Stratified(stratify, numTrain, numTest, random);

        var rows = random.Permutation(n);
        return new(rows[numTest..(numTest + numTrain)], rows[..numTest]);
    }

    /// <summary>Parts the rows by labels that are texts; they are sorted by code point, as NumPy does.</summary>
    /// <inheritdoc cref="TrainTestSplit(int, SplitSize?, SplitSize?, long, bool, IReadOnlyList{int})"/>
    public static TrainTestRows TrainTestSplit(
        int n, IReadOnlyList<string> stratify, SplitSize? testSize = null, SplitSize? trainSize = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(stratify);

        var byCodePoint = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));
        var numbers = new Dictionary<string, int>();
        foreach (var label in stratify.Distinct().OrderBy(Encoding.UTF8.GetBytes, byCodePoint))
            numbers[label] = numbers.Count;
        return TrainTestSplit(n, testSize, trainSize, seed, shuffle: true, [.. stratify.Select(label => numbers[label])]);
    }

    /// <summary>Parts <paramref name="items"/>.</summary>
    /// <inheritdoc cref="TrainTestSplit(int, SplitSize?, SplitSize?, long, bool, IReadOnlyList{int})"/>
    public static (T[] Train, T[] Test) TrainTestSplit<T>(
        IReadOnlyList<T> items,
        SplitSize? testSize = null,
        SplitSize? trainSize = null,
        long seed = 0,
        bool shuffle = true,
        IReadOnlyList<int>? stratify = null)
    {
        ArgumentNullException.ThrowIfNull(items);

        var rows = TrainTestSplit(items.Count, testSize, trainSize, seed, shuffle, stratify);
        return (At(items, rows.Train), At(items, rows.Test));
    }

    /// <summary>Parts <paramref name="x"/> and <paramref name="y"/> alike.</summary>
    /// <inheritdoc cref="TrainTestSplit(int, SplitSize?, SplitSize?, long, bool, IReadOnlyList{int})"/>
    public static (TX[] XTrain, TX[] XTest, TY[] YTrain, TY[] YTest) TrainTestSplit<TX, TY>(
        IReadOnlyList<TX> x,
        IReadOnlyList<TY> y,
        SplitSize? testSize = null,
        SplitSize? trainSize = null,
        long seed = 0,
        bool shuffle = true,
        IReadOnlyList<int>? stratify = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
            throw new KerasException($"A split got lists of {x.Count} and {y.Count} items; give lists of one length.");

        var rows = TrainTestSplit(x.Count, testSize, trainSize, seed, shuffle, stratify);
        return (At(x, rows.Train), At(x, rows.Test), At(y, rows.Train), At(y, rows.Test));
    }

    static (int Train, int Test) Sizes(int n, SplitSize? testSize, SplitSize? trainSize)
    {
        if (n < 0)
            throw new KerasException($"A split got {n} rows; give 2 or more.");
        if (testSize is null && trainSize is null)
            testSize = DefaultTestSize;

        var numTest = RowsOf("testSize", n, testSize, Math.Ceiling);
        var numTrain = RowsOf("trainSize", n, trainSize, Math.Floor);
        if (testSize is { IsFraction: true } test && trainSize is { IsFraction: true } train && test.Value + train.Value > 1)
            throw new KerasException($"testSize {test} and trainSize {train} are more than the whole together. Make one of them smaller.");

        numTrain ??= n - numTest;
        numTest ??= n - numTrain;
        if (numTrain + numTest > n)
        {
            throw new KerasException(
                $"A split of {n} rows cannot give {numTrain} to train and {numTest} to test. " +
                "Make testSize or trainSize smaller.");
        }

        if (numTrain == 0)
        {
            throw new KerasException(
                $"With {n} rows, testSize {Said(testSize)} and trainSize {Said(trainSize)}, nothing is left to train on. " +
                "Give more rows, or other sizes.");
        }

        return (numTrain!.Value, numTest!.Value); // both were set above: one of the sizes is always given
    }

    static int? RowsOf(string name, int n, SplitSize? size, Func<double, double> round)
    {
        if (size is not { } given)
            return null;
        if (given.IsFraction ? !(given.Value > 0 && given.Value < 1) : given.Value < 1)
            throw new KerasException($"A split got {name} {given}; give a fraction above 0.0 and below 1.0, or a number of rows from 1.");
        if (!given.IsFraction && given.Value >= n)
        {
            throw new KerasException(
                $"A split got {name} {given}, but there are {n} rows; " +
                "give fewer than that, or a fraction above 0.0 and below 1.0.");
        }

        return given.IsFraction ? (int)round(given.Value * n) : (int)given.Value;
    }

    static TrainTestRows Stratified(IReadOnlyList<int> labels, int numTrain, int numTest, MersenneTwister random)
    {
        var byLabel = Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key);
        int[][] groups = [.. byLabel.Select(group => group.ToArray())];
        if (groups.Any(rows => rows.Length < 2))
        {
            var alone = groups.Where(rows => rows.Length < 2).Select(rows => labels[rows[0]]);
            throw new KerasException(
                $"These labels have one row each, too few to part: {string.Join(", ", alone)}. " +
                "Each label to stratify by needs at least 2 rows.");
        }

        if (numTrain < groups.Length || numTest < groups.Length)
        {
            var (part, rows) = numTrain < groups.Length ? ("train", numTrain) : ("test", numTest);
            throw new KerasException(
                $"The {part} part has {rows} rows for {groups.Length} labels; each label needs one at least. " +
                "Change testSize or trainSize.");
        }

        var sizes = Array.ConvertAll(groups, rows => rows.Length);
        var trainOf = Shares(sizes, numTrain, random);
        var testOf = Shares([.. sizes.Zip(trainOf, (size, taken) => size - taken)], numTest, random);
        var train = new List<int>(numTrain);
        var test = new List<int>(numTest);
        for (var label = 0; label < groups.Length; label++)
        {
            var drawn = At(groups[label], random.Permutation(sizes[label]));
            train.AddRange(drawn[..trainOf[label]]);
            test.AddRange(drawn[trainOf[label]..(trainOf[label] + testOf[label])]);
        }

        var parts = new TrainTestRows([.. train], [.. test]);
        random.Shuffle<int>(parts.Train);
        random.Shuffle<int>(parts.Test);
        return parts;
    }

    // How many of each group's rows go into a part of `total` rows: proportional, rounded down, and the rows that are then missing go to
    // the largest remainders, with a draw among equal ones.
    static int[] Shares(int[] sizes, int total, MersenneTwister random)
    {
        var sum = (double)sizes.Sum(size => (long)size);
        var exact = Array.ConvertAll(sizes, size => size / sum * total);
        var shares = Array.ConvertAll(exact, share => (int)Math.Floor(share));
        var missing = total - shares.Sum();
        var byRemainder = Enumerable.Range(0, sizes.Length).GroupBy(group => exact[group] - Math.Floor(exact[group]));
        foreach (var ties in byRemainder.OrderByDescending(ties => ties.Key))
        {
            if (missing <= 0)
                break;

            int[] candidates = [.. ties];
            var taken = Math.Min(candidates.Length, missing);
            foreach (var candidate in random.Permutation(candidates.Length).AsSpan(0, taken)) // drawn even where all are taken
                shares[candidates[candidate]]++;
            missing -= taken;
        }

        return shares;
    }

    static T[] At<T>(IReadOnlyList<T> items, int[] rows) => Array.ConvertAll(rows, row => items[row]);

    static string Said(SplitSize? size) => size?.ToString() ?? "not given";
}
