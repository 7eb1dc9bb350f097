using Spam.Keras;
using Spam.Keras.Models;
using Spam.Train.Files;
using Spam.Train.Kinds;
using Spam.Train.LongWork;
using Spam.Train.Networks;

namespace Spam.Train.Training;

/// <summary>One training run from the data to the model folder. It knows of no console.</summary>
sealed class TrainingRun
{
    readonly Classifier _classifier;

    /// <summary>A run on data that is at hand.</summary>
    public TrainingRun(TrainOptions options, Corpus corpus)
    {
        (Options, Corpus) = (options, corpus);
        Kind = ModelKinds.Find(options.Model);
        _classifier = Kind.Build(options, corpus.DataSet.Labels.Count);
        if (options.Balance)
            Balance = new(corpus.DataSet.Labels, corpus.LabelIdsOf(corpus.Rows.Train));
    }

    /// <summary>What it was told.</summary>
    public TrainOptions Options { get; }

    /// <summary>How often all training rows are gone through.</summary>
    public int NumEpochs => Options.EpochsFor(Corpus.Rows.Train.Length);

    /// <summary>The data.</summary>
    public Corpus Corpus { get; }

    /// <summary>What is built.</summary>
    public ModelKind Kind { get; }

    /// <summary>The network.</summary>
    public Keras.Models.Model Model => _classifier.Model;

    /// <summary>What its outputs mean.</summary>
    public Head Head => _classifier.Head;

    /// <summary>How much rows weigh, where that differs.</summary>
    public ClassBalance? Balance { get; }

    /// <summary>Reads the data, builds the network and makes sure that it can be written; trains nothing and leaves nothing.</summary>
    /// <param name="options">What it is told.</param>
    /// <param name="work">Is told how far the reading is.</param>
    /// <exception cref="TrainingException">The model folder is there and may not be replaced, the data has one label only, or the options do not fit it.</exception>
    /// <exception cref="KerasException">The form cannot hold the network.</exception>
    /// <exception cref="Data.DataSetException">The data cannot be used.</exception>
    public static TrainingRun Prepare(TrainOptions options, Work? work = null)
    {
        if (!options.Overwrite && Path.Exists(options.ModelFolder))
        {
            throw new TrainingException(
                $"{options.ModelFolder} is there already. Keep it and write another with --version {NextVersion(options)}, or replace it with --overwrite.");
        }

        if (options.Balance && options.Columns.IsMultiLabel)
        {
            throw new TrainingException(
                "--balance gives each row the weight of its label, and with --multi-label a row has several or none. Leave out one of the two.");
        }

        var run = new TrainingRun(options, Corpus.Load(options, work));
        run.ProveSavable();
        return run;
    }

    /// <summary>Trains, and scores what was learned on the test rows.</summary>
    /// <param name="verbose">What is printed of each epoch.</param>
    /// <param name="output">Where to.</param>
    /// <param name="callbacks">Who is told how it goes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="display">Where the scoring is shown that comes after the epochs.</param>
    /// <exception cref="IOException">The place of the model folder cannot be written to; nothing was trained.</exception>
    public TrainingResult Train(
        Verbose verbose, TextWriter output, IReadOnlyList<Callback> callbacks, CancellationToken cancellation, WorkDisplay? display = null)
    {
        ProveWritable(Path.GetDirectoryName(Options.ModelFolder)!); // a name and a version are below the folder
        var start = TimeProvider.System.GetTimestamp();
        var history = Fit(verbose, output, callbacks, cancellation);
        var time = TimeProvider.System.GetElapsedTime(start);

        var test = Corpus.Rows.Test;
        var scoring = new AnswerScoring(Corpus, test, $"{test.Length} test rows");
        using var work = (display ?? WorkDisplay.None).Begin("Scoring the test rows", cancellation);
        var report = work.Wait(() => scoring.OfOutputs(Model.Predict(Corpus.InputsOf(test)), Head));
        return new(history, report, work.Wait(() => scoring.OfLogisticRegression(Options.NumWords)), time);
    }

    /// <summary>Trains, and measures after each epoch how the test rows are answered.</summary>
    /// <param name="verbose">What is printed of each epoch.</param>
    /// <param name="output">Where to.</param>
    /// <param name="callbacks">Who is told how it goes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public History Fit(Verbose verbose, TextWriter output, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        var (train, test) = (Corpus.Rows.Train, Corpus.Rows.Test);
        return Model.Fit(
            Corpus.InputsOf(train), Corpus.TargetsOf(train, Head), Options.BatchSize, NumEpochs, verbose, callbacks,
            validationData: new(Corpus.InputsOf(test), Corpus.TargetsOf(test, Head)), classWeight: Balance?.Weights, output: output, cancellation: cancellation);
    }

    // A form that cannot hold the network, or a network that cannot read these texts, is to fail now and not after the last epoch.
    void ProveSavable()
    {
        Model.Predict(Corpus.InputsOf([0]));
        var folder = Directory.CreateTempSubdirectory("spam-train-").FullName;
        try
        {
            ModelTarget.Write(Model, Path.Combine(folder, Artifacts.ModelOf(Options)), Options.Format, Options.Keras);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Better now than after an hour of training.
    static void ProveWritable(string folder)
    {
        Directory.CreateDirectory(folder);
        File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
    }

    static string NextVersion(TrainOptions options)
    {
        var number = 2;
        while (Path.Exists((options with { Version = $"v{number}" }).ModelFolder))
            number++;
        return $"v{number}";
    }
}
