namespace Spam.Train.Reports.Statistics;

/// <summary>Which label was answered for which.</summary>
/// <param name="Labels">The labels, in the order of rows and columns.</param>
/// <param name="Counts">Rows are the truth, columns the answers.</param>
sealed record ConfusionMatrix(IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>What stands for the labels that are not shown one by one.</summary>
    public const string Others = "(others)";

    /// <summary>Counts; each row has one label.</summary>
    public static ConfusionMatrix Of(ScoredRows rows)
    {
        var all = Enumerable.Range(0, rows.Count);
        return Of(rows.Labels, [.. all.Select(rows.Truth)], [.. all.Select(rows.Likeliest)]);
    }

    /// <summary>Counts.</summary>
    /// <param name="labels">The labels in order.</param>
    /// <param name="truth">For each row the place of its label.</param>
    /// <param name="answers">For each row the place of the label that was answered.</param>
    public static ConfusionMatrix Of(IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<int> answers)
    {
        var counts = labels.Select(_ => new int[labels.Count]).ToArray();
        for (var row = 0; row < truth.Count; row++)
            counts[truth[row]][answers[row]]++;
        return new(labels, counts);
    }

    /// <summary>The share of a cell in the rows of its truth; 0 where there are none.</summary>
    public double Share(int truth, int answer) => Counts[truth].Sum() is > 0 and var all ? (double)Counts[truth][answer] / all : 0;

    /// <summary>The confusions that occur most, the frequent ones first.</summary>
    public IReadOnlyList<Confusion> Largest(int count)
        => [.. Enumerable.Range(0, Labels.Count)
            .SelectMany(truth => Enumerable.Range(0, Labels.Count).Where(answer => answer != truth && Counts[truth][answer] > 0), (truth, answer) => new Confusion(
                Labels[truth], Labels[answer], Counts[truth][answer], Share(truth, answer)))
            .OrderByDescending(confusion => confusion.Count)
            .ThenByDescending(confusion => confusion.Share)
            .Take(count)];

    /// <summary>At most so many labels: those with the most mistakes, in their order, and the others as one.</summary>
    public ConfusionMatrix Focused(int most)
    {
        if (Labels.Count <= most)
            return this;

        var mistakes = new int[Labels.Count];
        for (var truth = 0; truth < mistakes.Length; truth++)
        {
            for (var answer = 0; answer < mistakes.Length; answer++)
            {
                if (truth == answer)
                    continue;
                mistakes[truth] += Counts[truth][answer];
                mistakes[answer] += Counts[truth][answer];
            }
        }

        int[] kept = [.. Enumerable.Range(0, mistakes.Length).OrderByDescending(label => mistakes[label]).Take(most - 1).Order()];
        var places = Enumerable.Repeat(kept.Length, Labels.Count).ToArray();
        for (var i = 0; i < kept.Length; i++)
            places[kept[i]] = i;
        var counts = Enumerable.Range(0, most).Select(_ => new int[most]).ToArray();
        for (var truth = 0; truth < Labels.Count; truth++)
        {
            for (var answer = 0; answer < Labels.Count; answer++)
                counts[places[truth]][places[answer]] += Counts[truth][answer];
        }

        return new([.. kept.Select(label => Labels[label]), Others], counts);
    }
}

/// <summary>One cell of a <see cref="ConfusionMatrix"/> off its diagonal.</summary>
/// <param name="Truth">The label that is true.</param>
/// <param name="Answer">The label that was answered.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">In which share of the rows that have the true label.</param>
sealed record Confusion(string Truth, string Answer, int Count, double Share);
