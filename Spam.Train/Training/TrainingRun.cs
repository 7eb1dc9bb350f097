using Spam.Keras;
using Spam.Keras.Models;
using Spam.Train.Baselines;
using Spam.Train.Reports;

namespace Spam.Train.Training;

/// <summary>One training run from the data to the model folder. It knows of no console.</summary>
sealed class TrainingRun
{
    TrainingRun(TrainOptions options)
    {
        Options = options;
        Corpus = Corpus.Load(options);
        Model = ClassifierNetwork.Build(options, Corpus.DataSet.Labels.Count);
    }

    /// <summary>What it was told.</summary>
    public TrainOptions Options { get; }

    /// <summary>How often all training rows are gone through.</summary>
    public int NumEpochs => Options.EpochsFor(Corpus.Rows.Train.Length);

    /// <summary>The data.</summary>
    public Corpus Corpus { get; }

    /// <summary>The network.</summary>
    public Sequential Model { get; }

    /// <summary>Reads the data and builds the network; trains and writes nothing.</summary>
    /// <exception cref="TrainingException">The model folder is there and may not be replaced, or the data has one label only.</exception>
    /// <exception cref="Data.DataSetException">The data cannot be used.</exception>
    public static TrainingRun Prepare(TrainOptions options)
    {
        if (!options.Overwrite && Path.Exists(options.ModelFolder))
        {
            throw new TrainingException(
                $"{options.ModelFolder} is there already. Keep it and write another with --version {NextVersion(options)}, or replace it with --overwrite.");
        }

        return new(options);
    }

    /// <summary>Trains, and scores what was learned on the test rows.</summary>
    /// <param name="verbose">What is printed of each epoch.</param>
    /// <param name="output">Where to.</param>
    /// <param name="callbacks">Who is told how it goes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="IOException">The place of the model folder cannot be written to; nothing was trained.</exception>
    public TrainingResult Train(Verbose verbose, TextWriter output, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        ProveWritable(Path.GetDirectoryName(Options.ModelFolder)!); // a name and a version are below the folder
        var (train, test) = (Corpus.Rows.Train, Corpus.Rows.Test);
        var testInputs = Corpus.InputsOf(test);
        var start = TimeProvider.System.GetTimestamp();
        var history = Model.Fit(
            Corpus.InputsOf(train), Corpus.TargetsOf(train), Options.BatchSize, NumEpochs, verbose, callbacks,
            validationData: new(testInputs, Corpus.TargetsOf(test)), output: output, cancellation: cancellation);
        var time = TimeProvider.System.GetElapsedTime(start);

        var truth = Corpus.LabelIdsOf(test);
        var report = ClassificationReport.Of(
            $"{test.Length} test rows", Corpus.DataSet.Labels, truth, LikeliestOf(Model.Predict(testInputs)), Corpus.MajorityLabel);
        cancellation.ThrowIfCancellationRequested();
        return new(history, report, LogisticAccuracy(truth), time);
    }

    // Better now than after an hour of training.
    static void ProveWritable(string folder)
    {
        Directory.CreateDirectory(folder);
        File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
    }

    double LogisticAccuracy(IReadOnlyList<int> truth)
    {
        var (train, test) = (Corpus.Rows.Train, Corpus.Rows.Test);
        var words = WordCounts.Of(Corpus.SequencesOf(train), Options.NumWords);
        var model = LogisticRegression.Fit(words, Corpus.LabelIdsOf(train), Corpus.DataSet.Labels.Count);
        var answers = model.Predict(WordCounts.Of(Corpus.SequencesOf(test), Options.NumWords));
        return answers.Zip(truth).Count(pair => pair.First == pair.Second) / (double)truth.Count;
    }

    static int[] LikeliestOf(Tensor scores)
    {
        var answers = new int[scores.NumRows];
        for (var row = 0; row < answers.Length; row++)
        {
            var values = scores.Row(row);
            for (var label = 1; label < values.Length; label++)
            {
                if (values[label] > values[answers[row]])
                    answers[row] = label;
            }
        }

        return answers;
    }

    static string NextVersion(TrainOptions options)
    {
        var number = 2;
        while (Path.Exists((options with { Version = $"v{number}" }).ModelFolder))
            number++;
        return $"v{number}";
    }
}
