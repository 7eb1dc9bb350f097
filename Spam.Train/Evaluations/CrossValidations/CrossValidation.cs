using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>How training does when each part of the rows is held back in turn.</summary>
/// <param name="NumFolds">How many parts there are.</param>
/// <param name="Seed">Where the random numbers of the parting began.</param>
/// <param name="Folds">What came of each part that was done.</param>
sealed record CrossValidation(int NumFolds, int Seed, IReadOnlyList<FoldFigures> Folds)
{
    /// <summary>A figure's mean and deviation over the folds, of the model and of logistic regression on the same rows.</summary>
    /// <param name="figure">Takes the figure.</param>
    public (MeanAndDeviation Model, MeanAndDeviation Logistic) Of(Func<ClassifierFigures, double> figure)
        => (MeanAndDeviation.Of([.. Folds.Select(fold => figure(fold.Model))]), MeanAndDeviation.Of([.. Folds.Select(fold => figure(fold.Logistic))]));

    /// <summary>Trains and scores, fold by fold.</summary>
    /// <param name="foldOf">The fold of each row.</param>
    /// <param name="numFolds">How many folds there are.</param>
    /// <param name="seed">Where the random numbers of the parting began.</param>
    /// <param name="score">Trains both classifiers on some rows, and scores others.</param>
    /// <param name="onFold">Is told of each fold that is done.</param>
    /// <param name="cancellation">Ends it with the folds that are done.</param>
    public static CrossValidation Run(
        int[] foldOf, int numFolds, int seed, Func<int[], int[], (ScoredRows Model, ScoredRows Logistic)> score, Action<FoldFigures> onFold, CancellationToken cancellation)
    {
        var folds = new List<FoldFigures>();
        try
        {
            for (var fold = 0; fold < numFolds; fold++)
            {
                cancellation.ThrowIfCancellationRequested();
                int[] test = [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] == fold)];
                int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] != fold)];
                var (model, logistic) = score(train, test);
                folds.Add(new(fold + 1, train.Length, test.Length, ClassifierFigures.Of("model", model), ClassifierFigures.Of("logistic regression", logistic)));
                onFold(folds[^1]);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is done is worth showing; who asks sees by the count that it ended early.
        }

        return new(numFolds, seed, folds);
    }
}
