using Spam.Keras.Kernels;
using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>Runs a model over samples in batches. Several batches run side by side, each on a thread of its own; the threads of a single one share its rows.</summary>
sealed class Predictor(Model model, IReadOnlyList<Tensor> x, int batchSize, int numThreads, ProgressBar? bar)
{
    readonly int _count = x[0].Shape[0];
    Tensor[]? _predictions;

    /// <summary>All outputs for all samples.</summary>
    public Tensor[] Run()
    {
        var numBatches = Math.Max(1, (_count + batchSize - 1) / batchSize);
        var isSequential = bar is not null || model.CarriesState; // states go from batch to batch
        RunBatch(0, isSequential || numBatches == 1 ? numThreads : 1);
        if (isSequential)
        {
            for (var batch = 1; batch < numBatches; batch++)
                RunBatch(batch, numThreads);
        }
        else
        {
            Workers.Run(numThreads, numBatches - 1, batch => RunBatch(batch + 1, 1));
        }

        bar?.Finish([]);
        return _predictions!; // made by the first batch
    }

    void RunBatch(int batch, int numThreadsOfBatch)
    {
        var start = batch * batchSize;
        var workspace = model.Workspaces.Take();
        var pass = new Pass { NumThreads = numThreadsOfBatch, Workspace = workspace, GathersRows = true };
        var samples = x.Count == 1 && _count <= batchSize ? x : [.. x.Select(tensor => tensor.Samples(start, Math.Min(batchSize, _count - start)))];
        var outputs = new Trip(model, samples, pass).Outputs;
        _predictions ??= [.. outputs.Select(result => new Tensor(result.Shape.With(0, _count)))]; // by the first batch, before there are others
        for (var i = 0; i < _predictions.Length && _count > 0; i++)
            outputs[i].Span.CopyTo(_predictions[i].Span[(start * (_predictions[i].Length / _count))..]);
        model.Workspaces.GiveBack(workspace);
        bar?.Update(batch + 1, []);
    }
}
