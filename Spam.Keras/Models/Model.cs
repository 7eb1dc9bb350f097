using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Models;

/// <summary>Layers put together: it predicts, and once compiled it learns.</summary>
/// <remarks>Any number of threads may predict at once; training changes weights, so it runs alone. Source: Keras 2.15, keras/src/engine/training.py.</remarks>
public abstract class Model : Network
{
    /// <summary>A model of that name, whose random numbers begin with <paramref name="seed"/>.</summary>
    private protected Model(string? name, int? seed) : base(name, seed)
    {
    }

    internal WorkspacePool Workspaces { get; } = new();

    /// <summary>How many threads training and prediction use. The numbers do not depend on it.</summary>
    public int NumThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>How it learns, once compiled.</summary>
    public Compilation? Compilation { get; private set; }

    /// <summary>What moves the weights, once compiled.</summary>
    public Optimizer? Optimizer => Compilation?.Optimizer;

    /// <summary>Whose progress text fit, evaluate and predict print.</summary>
    public Dialect ProgressDialect { get; set; }

    /// <summary>Set to stop training after the epoch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>Chooses how to learn, by Keras's names.</summary>
    /// <param name="optimizer">What moves the weights.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">What else is measured; <c>accuracy</c> becomes the kind that fits the loss and the outputs.</param>
    /// <exception cref="KerasException">A name is unknown; the message lists the known ones.</exception>
    public void Compile(string optimizer, string loss, params IReadOnlyList<string> metrics)
        => Compile(Optimizer.Get(optimizer), Loss.Get(loss), metrics);

    /// <summary>Chooses how to learn.</summary>
    /// <param name="optimizer">What moves the weights.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">What else is measured, by Keras's names.</param>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<string> metrics)
        => Compile(new Compilation(optimizer, [new(loss) { MetricNames = metrics }]));

    /// <summary>Chooses how to learn, with figures as objects, or as objects and names in one list.</summary>
    /// <param name="optimizer">What moves the weights.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">Figures that take every sample alike: <c>["accuracy", new AUC()]</c>.</param>
    /// <param name="weightedMetrics">Figures that take samples by their weights.</param>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric>? weightedMetrics = null)
        => Compile(new Compilation(optimizer, [new(loss) { Metrics = metrics, WeightedMetrics = weightedMetrics ?? [] }]));

    /// <summary>Chooses how to learn, each output in its own way.</summary>
    /// <exception cref="KerasException">A figure's name is unknown; the message lists the known ones.</exception>
    public void Compile(Compilation compilation)
    {
        foreach (var name in compilation.Outputs.SelectMany(output => output.MetricNames))
            _ = Metric.Get(name, new Shape(1, 2), new Shape(1, 2)); // an unknown name is to fail here and not in the first batch
        Compilation = compilation;
    }

    /// <summary>Learns from samples.</summary>
    /// <param name="x">Inputs, a sample a row.</param>
    /// <param name="y">The truth, a sample a row.</param>
    /// <param name="batchSize">Samples a step.</param>
    /// <param name="epochs">The epoch to stop before; the first is <paramref name="initialEpoch"/>.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">Who is told how it goes.</param>
    /// <param name="validationSplit">The part of the samples, from the end, that is kept for validation.</param>
    /// <param name="validationData">Samples to validate with after each epoch; goes before <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether the samples are mixed before each epoch.</param>
    /// <param name="classWeight">A factor for the samples of each class.</param>
    /// <param name="sampleWeight">A factor for each sample.</param>
    /// <param name="initialEpoch">The first epoch.</param>
    /// <param name="validationFreq">Validates after every so many epochs.</param>
    /// <param name="output">Where to print; the console by default.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="KerasException">The model is not compiled, or the data does not fit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for. The weights are those of the last whole batch.</exception>
    public History Fit(
        Tensor x, Tensor y, int batchSize = 32, int epochs = 1, Verbose verbose = Verbose.Auto, IReadOnlyList<Callback>? callbacks = null,
        float validationSplit = 0, Batch? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, float>? classWeight = null,
        Tensor? sampleWeight = null, int initialEpoch = 0, int validationFreq = 1, TextWriter? output = null, CancellationToken cancellation = default)
    {
        var samples = new Batch(x, y, sampleWeight);
        if (validationData is null && validationSplit != 0)
            (samples, validationData) = ArraySource.Split(samples, validationSplit);
        if (classWeight is not null)
            samples = new(samples.X[0], samples.Y[0], ClassWeights.ToSampleWeights(samples.Y[0], classWeight, samples.SampleWeight(0)));
        var validation = validationData is null ? null : new ArraySource(validationData, batchSize, shuffle: false);
        return Fit(
            new ArraySource(samples, batchSize, shuffle), epochs, verbose, callbacks, validation, initialEpoch, validationFreq: validationFreq, output: output,
            cancellation: cancellation);
    }

    /// <summary>Learns from batches, which may be more than memory holds.</summary>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="epochs">The epoch to stop before; the first is <paramref name="initialEpoch"/>.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">Who is told how it goes.</param>
    /// <param name="validation">Batches to validate with.</param>
    /// <param name="initialEpoch">The first epoch.</param>
    /// <param name="stepsPerEpoch">Batches an epoch, where fewer than the source has.</param>
    /// <param name="validationFreq">Validates after every so many epochs.</param>
    /// <param name="output">Where to print; the console by default.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public History Fit(
        BatchSource source, int epochs = 1, Verbose verbose = Verbose.Auto, IReadOnlyList<Callback>? callbacks = null, BatchSource? validation = null,
        int initialEpoch = 0, int? stepsPerEpoch = null, int validationFreq = 1, TextWriter? output = null, CancellationToken cancellation = default)
    {
        using var trainer = new Trainer(this);
        return trainer.Fit(
            source, validation, initialEpoch, epochs, Math.Min(stepsPerEpoch ?? int.MaxValue, source.NumBatches), validationFreq, callbacks ?? [],
            new(verbose, output, dialect: ProgressDialect), cancellation);
    }

    /// <summary>Learns from samples of several inputs or outputs that are in memory.</summary>
    public History Fit(
        Batch samples, int batchSize = 32, int epochs = 1, Verbose verbose = Verbose.Auto, IReadOnlyList<Callback>? callbacks = null,
        Batch? validationData = null, bool shuffle = true, TextWriter? output = null, CancellationToken cancellation = default)
        => Fit(
            new ArraySource(samples, batchSize, shuffle), epochs, verbose, callbacks,
            validationData is null ? null : new ArraySource(validationData, batchSize, shuffle: false), output: output, cancellation: cancellation);

    /// <summary>One step on one batch.</summary>
    /// <returns>The loss of this batch and its metrics.</returns>
    public IReadOnlyDictionary<string, float> TrainOnBatch(
        Tensor x, Tensor y, Tensor? sampleWeight = null, IReadOnlyDictionary<int, float>? classWeight = null,
        IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks = null)
        => TrainOnBatch(new Batch(x, y, classWeight is null ? sampleWeight : ClassWeights.ToSampleWeights(y, classWeight, sampleWeight)), dropoutMasks);

    /// <summary>One step on one batch.</summary>
    /// <returns>The loss of this batch and its metrics.</returns>
    public IReadOnlyDictionary<string, float> TrainOnBatch(Batch batch, IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks = null)
    {
        using var trainer = new Trainer(this);
        return trainer.TrainOnBatch(batch, dropoutMasks);
    }

    /// <summary>The loss and the metrics on one batch, without learning.</summary>
    public IReadOnlyDictionary<string, float> TestOnBatch(Tensor x, Tensor y, Tensor? sampleWeight = null)
        => Evaluate(x, y, Math.Max(1, x.Shape[0]), sampleWeight);

    /// <summary>The loss and the metrics on samples, in the order in which Keras prints them.</summary>
    public IReadOnlyDictionary<string, float> Evaluate(
        Tensor x, Tensor y, int batchSize = 32, Tensor? sampleWeight = null, Verbose verbose = Verbose.Silent, TextWriter? output = null)
        => Evaluate(new ArraySource(new(x, y, sampleWeight), batchSize, shuffle: false), verbose, output);

    /// <summary>The loss and the metrics on batches.</summary>
    public IReadOnlyDictionary<string, float> Evaluate(BatchSource source, Verbose verbose = Verbose.Silent, TextWriter? output = null)
    {
        using var trainer = new Trainer(this);
        return trainer.Evaluate(source, new(verbose, output, dialect: ProgressDialect));
    }

    /// <summary>The first output for samples. Any number of threads may call it at once.</summary>
    /// <param name="x">Inputs, a sample a row.</param>
    /// <param name="batchSize">Samples at once.</param>
    /// <param name="numThreads">How many threads the call uses; <see cref="NumThreads"/> by default. The numbers do not depend on it.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="output">Where to print; the console by default.</param>
    public Tensor Predict(Tensor x, int batchSize = 32, int? numThreads = null, Verbose verbose = Verbose.Silent, TextWriter? output = null)
        => Predict([x], batchSize, numThreads, verbose, output)[0];

    /// <summary>All outputs for samples of several inputs. Any number of threads may call it at once.</summary>
    public IReadOnlyList<Tensor> Predict(
        IReadOnlyList<Tensor> x, int batchSize = 32, int? numThreads = null, Verbose verbose = Verbose.Silent, TextWriter? output = null)
    {
        EnsureBuilt(x);
        if (batchSize <= 0)
            throw new KerasException($"batchSize is {batchSize}; it is the number of samples at once, 1 or more.");

        var bar = new Printing(verbose, output, dialect: ProgressDialect).Bar((x[0].Shape[0] + batchSize - 1) / batchSize);
        return new Predictor(this, x, batchSize, numThreads ?? NumThreads, bar).Run();
    }

    /// <summary>
    /// What each use of a layer gives for samples, in the order of <see cref="Network.Nodes"/>: in Keras,
    /// <c>Model(model.inputs, [layer.output for layer in model.layers]).predict(x)</c>. All of it is in memory, so give few samples.
    /// </summary>
    /// <param name="x">The inputs, a sample a row.</param>
    public IReadOnlyList<IReadOnlyList<Tensor>> PredictLayers(params IReadOnlyList<Tensor> x)
    {
        EnsureBuilt(x);
        return new Trip(this, x, new() { NumThreads = NumThreads }).NodeOutputs;
    }

    /// <summary>Prints the layers, their output shapes and the number of their weights, as Keras 2.15 or Keras 3 does.</summary>
    /// <param name="output">Where to print; the console by default.</param>
    /// <param name="dialect">Whose table it is.</param>
    /// <exception cref="KerasException">The model is not built. Keras 3's table prints it none the less.</exception>
    public void Summary(TextWriter? output = null, Dialect dialect = Dialect.Keras2)
        => (dialect == Dialect.Keras3 ? (Action<Model, TextWriter>)Keras3Summary.Print : ModelSummary.Print)(this, output ?? Console.Out);
}
