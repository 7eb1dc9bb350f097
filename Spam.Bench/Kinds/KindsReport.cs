using System.Globalization;
using Spam.Keras.Models;
using Spam.Train.Data;
using Spam.Train.Kinds;
using Spam.Train.Reports.Statistics;
using Spam.Train.Training;

namespace Spam.Bench.Kinds;

/// <summary>Every kind of network on one data set: how many test rows it answers rightly with several seeds, how long it learns, and how many weights it has.</summary>
static class KindsReport
{
    const string Usage = "kinds [CSV] [--seeds N] [--only KIND,KIND] [--epochs N] [--text-column NAME] [--label-column NAME]";

    /// <summary>Trains all that is asked for, and prints a line for each kind as it is done.</summary>
    /// <returns>What the program ends with.</returns>
    public static int Print(IReadOnlyList<string> args, TextWriter output)
    {
        if (KindsOptions.Parse(args) is not { } asked)
        {
            Console.Error.WriteLine($"Usage: {Usage}. The kinds are {string.Join(", ", ModelKinds.Names)}.");
            return 2;
        }

        var options = new TrainOptions
        {
            Data = asked.Data ?? BundledData.Find(Environment.CurrentDirectory),
            Columns = new(asked.TextColumn, asked.LabelColumn),
        };
        var corpus = Corpus.Load(options);
        var test = corpus.Rows.Test;
        var logistic = new AnswerScoring(corpus, test, "").OfLogisticRegression(options.NumWords);
        output.WriteLine($"{corpus.DataSet.Name}: {corpus.Rows.Train.Length} rows to train on, {test.Length} to test on, {corpus.DataSet.Labels.Count} labels, {asked.NumSeeds} seeds.");
        output.WriteLine();
        output.WriteLine("| kind | accuracy | standard deviation | seconds | parameters |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        output.WriteLine($"| always the commonest label | {Share(logistic.MajorityBaseline)} | | | |");
        output.WriteLine($"| logistic regression on word counts | {Share(logistic.Accuracy)} | | | |");
        foreach (var kind in ModelKinds.All.Where(kind => asked.Kinds.Contains(kind.Name)))
            output.WriteLine(Row(kind, corpus, kind.Defaults with { Data = options.Data, Columns = options.Columns, Epochs = asked.Epochs }, asked.NumSeeds));
        return 0;
    }

    static string Row(ModelKind kind, Corpus corpus, TrainOptions options, int numSeeds)
    {
        var (test, accuracies, seconds, numWeights) = (corpus.Rows.Test, new List<double>(), 0.0, 0L);
        for (var seed = 1; seed <= numSeeds; seed++)
        {
            var run = new TrainingRun(options with { Seed = seed }, corpus);
            var start = TimeProvider.System.GetTimestamp();
            run.Fit(Verbose.Silent, TextWriter.Null, [], CancellationToken.None);
            seconds += TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            accuracies.Add(new AnswerScoring(corpus, test, "").OfOutputs(run.Model.Predict(corpus.InputsOf(test)), run.Head).Accuracy);
            numWeights = run.Model.Parameters.Sum(parameter => (long)parameter.Value.Length);
        }

        var (mean, deviation) = MeanAndDeviation.Of(accuracies);
        return string.Create(CultureInfo.InvariantCulture, $"| {kind.Name} | {Share(mean)} | {Share(deviation)} | {seconds / numSeeds:f1} | {numWeights:n0} |");
    }

    static string Share(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
