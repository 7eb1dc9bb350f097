using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Train.Data;
using Spam.Train.Reports.Statistics;
using Spam.Train.Training;

namespace Spam.Train.Evaluations.CrossValidations;

/// <summary>Trains a network and a logistic regression on some rows of a data set, and scores others. Words are learned from the rows that are trained on, and from no others.</summary>
/// <param name="options">How to train.</param>
/// <param name="dataSet">The data set.</param>
/// <param name="cancellation">Stops between two steps.</param>
sealed class FoldTraining(TrainOptions options, DataSet dataSet, CancellationToken cancellation)
{
    /// <summary>Trains on <paramref name="train"/>, and scores <paramref name="test"/>.</summary>
    public (ScoredRows Model, ScoredRows Logistic) Score(int[] train, int[] test)
    {
        var training = new TrainingRows(Texts(train), EvaluatedData.TruthOf(dataSet, train));
        var (texts, truth) = (Texts(test), EvaluatedData.TruthOf(dataSet, test));
        var tokenizer = new Tokenizer(options.NumWords);
        tokenizer.FitOnTexts(training.Texts);

        var network = ClassifierNetwork.Build(options, dataSet.Labels.Count);
        var targets = NumericUtils.ToCategorical([.. train.Select(row => dataSet.LabelIds[row])], dataSet.Labels.Count);
        network.Fit(Inputs(training.Texts), targets, options.BatchSize, options.EpochsFor(train.Length), Verbose.Silent, [], output: TextWriter.Null, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        var scores = network.Predict(Inputs(texts));
        var model = new ScoredRows(
            dataSet.Labels, isMultiLabel: false, truth, [.. Enumerable.Range(0, test.Length).Select(row => scores.Row(row).ToArray().Select(score => (double)score).ToArray())]);
        return (model, Baseline.Logistic(tokenizer, training, dataSet.Labels, isMultiLabel: false, texts, truth));

        Keras.Tensor Inputs(IReadOnlyList<string> rows) => Sequences.PadSequences(tokenizer.TextsToSequences(rows), options.MaxLength);
    }

    string[] Texts(int[] rows) => [.. rows.Select(row => dataSet.Texts[row])];
}
