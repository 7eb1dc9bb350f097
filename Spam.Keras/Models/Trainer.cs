using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Models;

/// <summary>Runs a compiled model over data: the fit loop, one training step, evaluation.</summary>
sealed class Trainer
{
    readonly Model _model;
    readonly Loss _loss;
    readonly Optimizer _optimizer;
    readonly Workspace _workspace = new();
    double _lossSum;
    long _numSamples;

    public Trainer(Model model)
    {
        _model = model;
        (_loss, _optimizer) = model is { Loss: { } loss, Optimizer: { } optimizer }
            ? (loss, optimizer)
            : throw new KerasException($"The model '{model.Name}' is not compiled. Call Compile with an optimizer and a loss first.");
    }

    IEnumerable<Metric> AllMetrics => _model.Metrics.Concat(_model.WeightedMetrics);

    public History Fit(
        TrainingData data, ValidationData? validation, int batchSize, int initialEpoch, int epochs, bool shuffle,
        IReadOnlyList<Callback> callbacks, Printing printing, CancellationToken cancellation)
    {
        Model.CheckBatchSize(batchSize);
        if (data.Count == 0)
            throw new KerasException("There are no samples to learn from: x has no rows.");

        _model.EnsureBuilt(data.X);
        _model.StopTraining = false;
        var numSteps = (data.Count + batchSize - 1) / batchSize;
        var history = new History();
        foreach (var callback in callbacks)
            (callback.Model, callback.Plan) = (_model, new(epochs, numSteps));
        foreach (var callback in callbacks)
            callback.OnTrainBegin();

        for (var epoch = initialEpoch; epoch < epochs && !_model.StopTraining; epoch++)
        {
            if (printing.Verbose != Verbose.Silent && epochs > 1)
                printing.Output.Write($"Epoch {epoch + 1}/{epochs}\n");
            var bar = printing.Bar(numSteps);
            var logs = RunEpoch(data, batchSize, epoch, shuffle, callbacks, bar, cancellation);
            if (validation is not null)
            {
                foreach (var (name, value) in Evaluate(validation, batchSize, new(Verbose.Silent, null), cancellation))
                    logs[$"val_{name}"] = value;
            }

            foreach (var callback in callbacks)
                callback.OnEpochEnd(epoch, logs);
            bar?.Finish(logs);
            history.Add(epoch, logs);
        }

        foreach (var callback in callbacks)
            callback.OnTrainEnd();
        return history;
    }

    /// <summary>One step: forward, loss, backward, update.</summary>
    public void TrainStep(ValidationData batch, IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks = null)
    {
        _model.EnsureBuilt(batch.X);
        var parameters = _model.TrainableParameters;
        foreach (var parameter in _model.Parameters)
            parameter.ClearGradient();

        var trip = _model.Run(batch.X, new()
        {
            Training = true,
            KeepsState = true,
            Random = _model.Random,
            NumThreads = _model.NumThreads,
            Workspace = _workspace,
            DropoutMasks = dropoutMasks,
        });
        var (loss, predictions, areLogits) = trip.Resolve(_loss);
        var weights = Measure(trip, batch, loss, predictions);
        trip.Backward(loss.Gradient(batch.Y, predictions, weights), areLogits);
        foreach (var parameter in parameters)
            parameter.Regularizer?.AddGradient(parameter.Value, parameter.Gradient);

        _optimizer.Apply(parameters);
        _workspace.Reset();
    }

    public IReadOnlyDictionary<string, float> Evaluate(ValidationData data, int batchSize, Printing printing, CancellationToken cancellation = default)
    {
        Model.CheckBatchSize(batchSize);
        _model.EnsureBuilt(data.X);
        ResetMetrics();
        var samples = new TrainingData(data.X, data.Y, data.SampleWeight, null);
        var bar = printing.Bar((samples.Count + batchSize - 1) / batchSize);
        var rows = Rows(samples.Count);
        for (var start = 0; start < samples.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = samples.Batch(rows.AsSpan(start, Math.Min(batchSize, samples.Count - start)));
            var trip = _model.Run(batch.X, new() { NumThreads = _model.NumThreads, Workspace = _workspace });
            var (loss, predictions, _) = trip.Resolve(_loss);
            Measure(trip, batch, loss, predictions);
            _workspace.Reset();
            bar?.Update((start / batchSize) + 1, Logs());
        }

        var logs = Logs();
        bar?.Finish(logs);
        return logs;
    }

    public void ResetMetrics()
    {
        (_lossSum, _numSamples) = (0, 0);
        foreach (var metric in AllMetrics)
            metric.Reset();
    }

    /// <summary>The figures since the last reset, in the order in which they are printed.</summary>
    public Dictionary<string, float> Logs()
    {
        var logs = new Dictionary<string, float> { ["loss"] = (float)(_lossSum / Math.Max(1, _numSamples)) };
        foreach (var metric in AllMetrics)
            logs[metric.Name] = metric.Result;
        return logs;
    }

    Dictionary<string, float> RunEpoch(
        TrainingData data, int batchSize, int epoch, bool shuffle, IReadOnlyList<Callback> callbacks, ProgressBar? bar, CancellationToken cancellation)
    {
        foreach (var callback in callbacks)
            callback.OnEpochBegin(epoch);

        ResetMetrics();
        var rows = Rows(data.Count);
        if (shuffle)
            _model.Random.Shuffle(rows);
        for (var start = 0; start < rows.Length; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            TrainStep(data.Batch(rows.AsSpan(start, Math.Min(batchSize, rows.Length - start))));
            var logs = Logs();
            foreach (var callback in callbacks)
                callback.OnTrainBatchEnd(start / batchSize, logs);
            bar?.Update((start / batchSize) + 1, logs);
        }

        return Logs();
    }

    /// <summary>Takes a batch into the figures, and gives the factor of each per-sample loss.</summary>
    Tensor Measure(Trip trip, ValidationData batch, Loss loss, Tensor predictions)
    {
        var losses = loss.PerSample(batch.Y, predictions);
        var weights = LossWeights(losses, batch.SampleWeight);
        var sum = 0.0;
        for (var i = 0; i < losses.Length; i++)
            sum += losses[i] * (double)weights[i];
        foreach (var parameter in _model.Parameters)
            sum += parameter.Regularizer?.Penalty(parameter.Value) ?? 0;

        _lossSum += (sum + trip.AddedLoss) * batch.X.Shape[0];
        _numSamples += batch.X.Shape[0];
        foreach (var metric in _model.Metrics)
            metric.Update(batch.Y, trip.Outputs);
        foreach (var metric in _model.WeightedMetrics)
            metric.Update(batch.Y, trip.Outputs, batch.SampleWeight);
        return weights;
    }

    /// <summary>Sample weights over the losses (a sample may have several), divided by the number of losses, as Keras does.</summary>
    static Tensor LossWeights(Tensor losses, Tensor? sampleWeight)
    {
        var weights = new Tensor(losses.Shape);
        var perSample = Math.Max(1, losses.Length / Math.Max(1, losses.Shape[0]));
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (sampleWeight is null ? 1 : sampleWeight.Length == losses.Length ? sampleWeight[i] : sampleWeight[i / perSample]) / losses.Length;
        return weights;
    }

    static int[] Rows(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = i;
        return rows;
    }
}
