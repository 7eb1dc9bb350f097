namespace Spam.Keras.Metrics;

/// <summary>A figure gathered over batches. One object serves one run at a time.</summary>
public abstract class Metric
{
    /// <summary>The name in logs and history: <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The figure over all batches since <see cref="Reset"/>.</summary>
    public abstract float Result { get; }

    /// <summary>Takes in a batch.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A factor for each sample, or null for equal ones.</param>
    public abstract void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null);

    /// <summary>Forgets what was gathered.</summary>
    public abstract void Reset();

    /// <summary>The one of that name.</summary>
    public static Metric Get(string name, Losses.Loss loss, Shape outputShape) => Names.Find("metric", name, new Dictionary<string, Func<Metric>>());
}
