namespace Spam.Keras.Models;

/// <summary>Where training gets its batches from. Derive from it to train on more than memory holds.</summary>
public abstract class BatchSource
{
    /// <summary>How many batches an epoch has.</summary>
    public abstract int NumBatches { get; }

    /// <summary>The batches of one epoch, in order. A batch is used up before the next one is asked for.</summary>
    /// <param name="random">The model's generator, for an order of the samples.</param>
    public abstract IEnumerable<Batch> Read(Random random);
}
