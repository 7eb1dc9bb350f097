using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Train.Data;
using Spam.Train.LongWork;
using Spam.Train.Networks;
using Spam.Train.Reports.Statistics;
using Spam.Train.Training;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>Trains a network and a logistic regression on some rows of a data set, and scores others. Words are learned from the rows that are trained on, and from no others.</summary>
/// <param name="options">How to train.</param>
/// <param name="dataSet">The data set.</param>
/// <param name="numFolds">How often this will be done.</param>
/// <param name="work">Is told how far it is.</param>
/// <param name="cancellation">Stops between two steps.</param>
sealed class FoldTraining(TrainOptions options, DataSet dataSet, int numFolds, Work work, CancellationToken cancellation)
{
    int _numDone;

    /// <summary>Trains on <paramref name="train"/>, and scores <paramref name="test"/>.</summary>
    public (ScoredRows Model, ScoredRows Logistic) Score(int[] train, int[] test)
    {
        var corpus = Corpus.Of(options, dataSet, new TrainTestRows(train, test));
        var run = new TrainingRun(options, corpus);
        var progress = new FitProgress(work, (double)_numDone / numFolds, (_numDone + 1.0) / numFolds);
        run.Model.Fit(
            corpus.InputsOf(train), corpus.TargetsOf(train, run.Head), options.BatchSize, run.NumEpochs, Verbose.Silent, [progress], classWeight: run.Balance?.Weights,
            output: TextWriter.Null, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        _numDone++;

        var outputs = run.Model.Predict(corpus.InputsOf(test));
        var scores = Enumerable.Range(0, test.Length).Select(row => ScoresOf(outputs.Row(row), run.Head));
        var (truth, texts) = (EvaluatedData.TruthOf(dataSet, test), TextsOf(test));
        var training = new TrainingRows(TextsOf(train), EvaluatedData.TruthOf(dataSet, train));
        return (
            new(dataSet.Labels, run.Head.IsMultiLabel, truth, [.. scores]),
            Baseline.Logistic(corpus.Tokenizer, training, dataSet.Labels, run.Head.IsMultiLabel, texts, truth));
    }

    static double[] ScoresOf(ReadOnlySpan<float> outputs, Head head)
    {
        if (head.IsPair)
            return [1 - (double)outputs[0], outputs[0]];

        var scores = new double[outputs.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = outputs[i];
        return scores;
    }

    string[] TextsOf(int[] rows) => [.. rows.Select(row => dataSet.Texts[row])];
}
