using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Models;

/// <summary>Layers put together: it predicts, and once compiled it learns.</summary>
/// <remarks>Any number of threads may predict at once; training changes weights, so it runs alone. Source: Keras 2.15, keras/src/engine/training.py.</remarks>
public abstract class Model
{
    /// <summary>A model of that name, whose random numbers begin with <paramref name="seed"/>.</summary>
    private protected Model(string name, int? seed)
    {
        Name = name;
        Random = seed is { } value ? new(value) : new();
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The uses of layers, each after those that it reads from.</summary>
    public abstract IReadOnlyList<Node> Nodes { get; }

    /// <summary>The layers, each once, in order; a Sequential's input layer is not among them, as in Keras.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The shape of the inputs, with the batch axis.</summary>
    /// <exception cref="KerasException">The model is not built.</exception>
    public Shape InputShape => BuiltNodes[0].OutputShape;

    /// <summary>The shape of the outputs, with the batch axis.</summary>
    /// <exception cref="KerasException">The model is not built.</exception>
    public Shape OutputShape => BuiltNodes[^1].OutputShape;

    /// <summary>Whether the weights have values.</summary>
    public bool IsBuilt => Nodes.Count > 0;

    /// <summary>How many threads training and prediction use. The numbers do not depend on it.</summary>
    public int NumThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>All weights, layer by layer.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. Layers.SelectMany(layer => layer.Parameters)];

    /// <summary>The weights that training moves.</summary>
    public IReadOnlyList<Parameter> TrainableParameters
        => [.. Layers.Where(layer => layer.Trainable).SelectMany(layer => layer.Parameters).Where(parameter => parameter.Trainable)];

    /// <summary>What training makes small, once compiled.</summary>
    public Loss? Loss { get; private set; }

    /// <summary>What moves the weights, once compiled.</summary>
    public Optimizer? Optimizer { get; private set; }

    /// <summary>Set to stop training after the epoch.</summary>
    public bool StopTraining { get; set; }

    internal Random Random { get; }

    internal IReadOnlyList<string> MetricNames { get; private set; } = [];

    internal IReadOnlyList<Metric> Metrics { get; private set; } = [];

    internal IReadOnlyList<Metric> WeightedMetrics { get; private set; } = [];

    IReadOnlyList<Node> BuiltNodes => IsBuilt
        ? Nodes
        : throw new KerasException($"The model '{Name}' is not built: the shape of its inputs is not known yet. Begin it with an InputLayer, give the Embedding an inputLength, or call Build.");

    /// <summary>Chooses how to learn, with figures as objects.</summary>
    /// <param name="optimizer">What moves the weights.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">Figures that take every sample alike.</param>
    /// <param name="weightedMetrics">Figures that take samples by their weights.</param>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric>? weightedMetrics = null)
    {
        (Optimizer, Loss, MetricNames) = (optimizer, loss, [.. metrics.Select(metric => metric.Name)]);
        (Metrics, WeightedMetrics) = (metrics, weightedMetrics ?? []);
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
    /// <param name="output">Where to print; the console by default.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="KerasException">The model is not compiled, or the data does not fit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for. The weights are those of the last whole batch.</exception>
    public History Fit(
        Tensor x, Tensor y, int batchSize = 32, int epochs = 1, Verbose verbose = Verbose.Auto, IReadOnlyList<Callback>? callbacks = null,
        float validationSplit = 0, ValidationData? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, float>? classWeight = null,
        Tensor? sampleWeight = null, int initialEpoch = 0, TextWriter? output = null, CancellationToken cancellation = default)
    {
        var data = new TrainingData(x, y, sampleWeight, classWeight);
        if (validationData is null && validationSplit != 0)
            (data, validationData) = data.Split(validationSplit);
        return new Trainer(this).Fit(data, validationData, batchSize, initialEpoch, epochs, shuffle, callbacks ?? [], new(verbose, output), cancellation);
    }

    /// <summary>One step on one batch.</summary>
    /// <returns>The loss of this batch and its metrics.</returns>
    public IReadOnlyDictionary<string, float> TrainOnBatch(
        Tensor x, Tensor y, Tensor? sampleWeight = null, IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks = null)
    {
        var trainer = new Trainer(this);
        trainer.ResetMetrics();
        trainer.TrainStep(new TrainingData(x, y, sampleWeight, null).Whole(), dropoutMasks);
        return trainer.Logs();
    }

    /// <summary>The loss and the metrics on samples, in the order of their names.</summary>
    public IReadOnlyDictionary<string, float> Evaluate(
        Tensor x, Tensor y, int batchSize = 32, Tensor? sampleWeight = null, Verbose verbose = Verbose.Silent, TextWriter? output = null)
        => new Trainer(this).Evaluate(new(x, y, sampleWeight), batchSize, new(verbose, output));

    /// <summary>The outputs for samples. Any number of threads may call it at once.</summary>
    /// <param name="x">Inputs, a sample a row.</param>
    /// <param name="batchSize">Samples at once.</param>
    /// <param name="numThreads">How many threads one batch uses; <see cref="NumThreads"/> by default.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="output">Where to print; the console by default.</param>
    public Tensor Predict(Tensor x, int batchSize = 32, int? numThreads = null, Verbose verbose = Verbose.Silent, TextWriter? output = null)
    {
        EnsureBuilt(x);
        CheckBatchSize(batchSize);
        var count = x.Shape[0];
        var predictions = new Tensor([count, .. OutputShape.Sizes[1..]]);
        var workspace = new Workspace();
        var pass = new Pass { NumThreads = numThreads ?? NumThreads, Workspace = workspace };
        var bar = new Printing(verbose, output).Bar((count + batchSize - 1) / batchSize);
        for (var start = 0; start < count; start += batchSize)
        {
            var batch = x.Samples(start, Math.Min(batchSize, count - start));
            Run(batch, pass).Outputs.Span.CopyTo(predictions.Span[(start * (predictions.Length / count))..]);
            workspace.Reset();
            bar?.Update((start / batchSize) + 1, []);
        }

        bar?.Finish([]);
        return predictions;
    }

    /// <summary>Values of all weights, in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. Parameters.Select(parameter => parameter.Value.Copy())];

    /// <summary>Sets all weights, in the order of <see cref="Parameters"/>.</summary>
    /// <exception cref="KerasException">Their number or a shape is not the model's.</exception>
    public void SetWeights(IReadOnlyList<Tensor> weights)
    {
        var parameters = Parameters;
        if (weights.Count != parameters.Count)
            throw new KerasException($"The model '{Name}' has {parameters.Count} weights; {weights.Count} came.");

        for (var i = 0; i < parameters.Count; i++)
        {
            if (!weights[i].Shape.Equals(parameters[i].Value.Shape))
                throw new KerasException($"Weight {i} of the model '{Name}', {parameters[i].Name}, has shape {parameters[i].Value.Shape}; one of {weights[i].Shape} came.");
        }

        for (var i = 0; i < parameters.Count; i++)
            parameters[i].Assign(weights[i].Span);
    }

    /// <summary>Prints the layers, their output shapes and the number of their weights, as Keras 2.15 does.</summary>
    public void Summary(TextWriter? output = null) => ModelSummary.Print(this, output ?? Console.Out);

    /// <summary>Makes sure that the weights have values, from the shape of <paramref name="x"/> where it was not known before.</summary>
    internal virtual void EnsureBuilt(Tensor x)
    {
        if (!InputShape.Accepts(x.Shape))
            throw new KerasException($"The model '{Name}' reads inputs of shape {InputShape}; {x.Shape} came.");
    }

    internal static void CheckBatchSize(int batchSize)
    {
        if (batchSize <= 0)
            throw new KerasException($"batchSize is {batchSize}; it is the number of samples at once, 1 or more.");
    }

    internal Trip Run(Tensor x, Pass pass) => new(Nodes, x, pass);
}
