using Spam.Keras.Layers;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Models;

/// <summary>Runs a compiled model over data: the fit loop, one training step, evaluation.</summary>
sealed class Trainer : IDisposable
{
    readonly Model _model;
    readonly Compilation _compilation;
    readonly Workspace _workspace;
    Goal[]? _goals;
    double _lossSum;
    long _numSamples;

    public Trainer(Model model)
    {
        _model = model;
        _compilation = model.Compilation
            ?? throw new KerasException($"The model '{model.Name}' is not compiled. Call Compile with an optimizer and a loss first.");
        _workspace = model.Workspaces.Take();
    }

    /// <summary>Gives the model its buffers back.</summary>
    public void Dispose() => _model.Workspaces.GiveBack(_workspace);

    Goal[] Goals => _goals ??= StartGoals();

    Optimizer Optimizer => _compilation.Optimizer;

    public History Fit(
        BatchSource source, BatchSource? validation, int initialEpoch, int epochs, int numSteps, int validationFreq,
        IReadOnlyList<Callback> callbacks, Printing printing, CancellationToken cancellation)
    {
        if (numSteps <= 0 || validationFreq <= 0)
            throw new KerasException($"An epoch of {numSteps} steps, validated every {validationFreq} epochs, cannot be run; both are 1 or more.");

        _model.StopTraining = false;
        var history = new History();
        foreach (var callback in callbacks)
            (callback.Model, callback.Plan, callback.Output) = (_model, new(epochs, numSteps), printing.Output);
        foreach (var callback in callbacks)
            callback.OnTrainBegin();
        foreach (var callback in callbacks)
            initialEpoch = callback.FirstEpoch(initialEpoch);

        for (var epoch = initialEpoch; epoch < epochs && !_model.StopTraining; epoch++)
        {
            if (printing.Verbose != Verbose.Silent && epochs > 1)
                printing.Output.Write($"Epoch {epoch + 1}/{epochs}\n");
            var bar = printing.Bar(numSteps);
            var logs = RunEpoch(source, numSteps, epoch, callbacks, bar, cancellation);
            if (validation is not null && (epoch + 1) % validationFreq == 0)
            {
                foreach (var (name, value) in Evaluate(validation, new(Verbose.Silent, null), cancellation))
                    logs[$"val_{name}"] = value;
            }

            foreach (var callback in callbacks)
                callback.OnEpochEnd(epoch, logs);
            bar?.Finish(logs);
            history.Add(epoch, logs);
        }

        Optimizer.FinalizeValues(_model.TrainableParameters);
        foreach (var callback in callbacks)
            callback.OnTrainEnd();
        return history;
    }

    /// <summary>One step, with the figures of this batch alone.</summary>
    public IReadOnlyDictionary<string, float> TrainOnBatch(Batch batch, IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks)
    {
        _model.EnsureBuilt(batch.X);
        ResetFigures();
        TrainStep(batch, dropoutMasks);
        return Logs();
    }

    public Dictionary<string, float> Evaluate(BatchSource source, Printing printing, CancellationToken cancellation = default)
    {
        var bar = printing.Bar(source.NumBatches);
        var step = 0;
        foreach (var batch in source.Read(_model.Random))
        {
            cancellation.ThrowIfCancellationRequested();
            _model.EnsureBuilt(batch.X);
            if (step == 0)
                ResetFigures();
            Measure(new(_model, batch.X, new() { NumThreads = _model.NumThreads, Workspace = _workspace, GathersRows = true }), batch);
            _workspace.Reset();
            step++;
            bar?.Update(step, Logs());
        }

        var logs = Logs();
        bar?.Finish(logs);
        return logs;
    }

    Dictionary<string, float> RunEpoch(
        BatchSource source, int numSteps, int epoch, IReadOnlyList<Callback> callbacks, ProgressBar? bar, CancellationToken cancellation)
    {
        foreach (var callback in callbacks)
            callback.OnEpochBegin(epoch);

        var step = 0;
        foreach (var batch in source.Read(_model.Random).Take(numSteps))
        {
            cancellation.ThrowIfCancellationRequested();
            _model.EnsureBuilt(batch.X);
            if (step == 0)
                ResetFigures();
            TrainStep(batch);
            var logs = Logs();
            foreach (var callback in callbacks)
                callback.OnTrainBatchEnd(step, logs);
            step++;
            bar?.Update(step, logs);
            if (_model.StopTraining)
                break;
        }

        return Logs();
    }

    /// <summary>Forward, loss, backward, update.</summary>
    void TrainStep(Batch batch, IReadOnlyDictionary<Layer, DropoutMasks>? dropoutMasks = null)
    {
        foreach (var parameter in _model.Parameters)
            parameter.ClearGradient();

        var trip = new Trip(_model, batch.X, new()
        {
            Training = true,
            KeepsState = true,
            Random = _model.Random,
            NumThreads = _model.NumThreads,
            Workspace = _workspace,
            DropoutMasks = dropoutMasks,
            GathersRows = Optimizer is { Clipnorm: null, GlobalClipnorm: null }, // Keras clips by the squares of all positions
        });
        var weights = Measure(trip, batch);
        var gradients = new Tensor?[Goals.Length];
        var areOfLogits = new bool[Goals.Length];
        for (var i = 0; i < Goals.Length; i++)
        {
            (var loss, var predictions, areOfLogits[i]) = trip.Resolve(Goals[i].Loss, i);
            gradients[i] = loss.Gradient(batch.Y[i], predictions, weights[i]);
        }

        trip.Backward(gradients, areOfLogits);
        var parameters = _model.TrainableParameters;
        foreach (var parameter in parameters)
            parameter.Regularizer?.AddGradient(parameter.Value, parameter.Gradient);

        Optimizer.Apply(parameters);
        _workspace.Reset();
    }

    /// <summary>Takes a batch into the figures, and gives for each output the factors of its per-sample losses.</summary>
    Tensor[] Measure(Trip trip, Batch batch)
    {
        if (batch.Y.Count != Goals.Length)
            throw new KerasException($"The model '{_model.Name}' has {Goals.Length} outputs; the truth for {batch.Y.Count} came.");

        var factors = new Tensor[Goals.Length];
        var outputs = trip.Outputs;
        var total = (double)trip.AddedLoss;
        for (var i = 0; i < Goals.Length; i++)
        {
            var (loss, predictions, _) = trip.Resolve(Goals[i].Loss, i);
            var losses = loss.PerSample(batch.Y[i], predictions);
            factors[i] = Factors(losses, batch.SampleWeight(i), Goals[i].LossWeight);
            var sum = 0.0;
            for (var sample = 0; sample < losses.Length; sample++)
                sum += losses[sample] * (double)factors[i][sample];
            total += sum;
            Goals[i].Update(sum / Goals[i].LossWeight, batch.Y[i], outputs[i], batch.SampleWeight(i));
        }

        foreach (var parameter in _model.Parameters)
            total += parameter.Regularizer?.Penalty(parameter.Value) ?? 0;
        _lossSum += total * batch.Count;
        _numSamples += batch.Count;
        return factors;
    }

    /// <summary>The figures since the last reset, in the order in which Keras prints them.</summary>
    Dictionary<string, float> Logs()
    {
        var logs = new Dictionary<string, float> { ["loss"] = (float)(_lossSum / Math.Max(1, _numSamples)) };
        foreach (var goal in Goals.Length > 1 ? Goals : [])
            logs[goal.LossName] = goal.MeanLoss;
        foreach (var (name, value) in Goals.SelectMany(goal => goal.Figures))
            logs[name] = value;
        return logs;
    }

    void ResetFigures()
    {
        (_lossSum, _numSamples) = (0, 0);
        foreach (var goal in Goals)
            goal.Reset();
    }

    Goal[] StartGoals()
    {
        var (outputs, names, shapes) = (_compilation.Outputs, _model.OutputNames, _model.OutputShapes);
        if (outputs.Count != shapes.Count)
            throw new KerasException($"The model '{_model.Name}' has {shapes.Count} outputs, but was compiled with losses for {outputs.Count}.");

        return [.. outputs.Select((goal, i) => new Goal(goal, outputs.Count > 1 ? $"{names[i]}_" : ""))];
    }

    /// <summary>Sample weights over the losses (a sample may have several), times the output's weight, divided by the number of losses, as Keras does.</summary>
    static Tensor Factors(Tensor losses, Tensor? sampleWeight, float lossWeight)
    {
        var factors = new Tensor(losses.Shape);
        var perSample = Math.Max(1, losses.Length / Math.Max(1, losses.Shape[0]));
        for (var i = 0; i < factors.Length; i++)
        {
            var weight = sampleWeight is null ? 1 : sampleWeight.Length == losses.Length ? sampleWeight[i] : sampleWeight[i / perSample];
            factors[i] = weight * lossWeight / losses.Length;
        }

        return factors;
    }
}
