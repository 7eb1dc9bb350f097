namespace Spam.Keras.Losses;

/// <summary>How far predictions are from the truth: a number for each sample, and its gradient.</summary>
public abstract class Loss
{
    /// <summary>Keras's function name: <c>categorical_crossentropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The loss of each sample.</summary>
    /// <param name="yTrue">The truth: the predictions' shape, or without its last axis (or with one of size 1) for sparse labels.</param>
    /// <param name="yPred">Predictions (…, classes).</param>
    /// <returns>Shape: the predictions' without the last axis.</returns>
    /// <exception cref="KerasException">The shapes do not belong together.</exception>
    public abstract Tensor PerSample(Tensor yTrue, Tensor yPred);

    /// <summary>The gradient, with respect to the predictions, of the sum of per-sample losses times <paramref name="weights"/>.</summary>
    /// <param name="yTrue">As in <see cref="PerSample"/>.</param>
    /// <param name="yPred">As in <see cref="PerSample"/>.</param>
    /// <param name="weights">A factor for each per-sample loss, of the same shape; a mean over n samples has 1 / n in it.</param>
    public abstract Tensor Gradient(Tensor yTrue, Tensor yPred, Tensor weights);

    /// <summary>The same loss on what comes into an activation that ends the model, where that is exact (softmax or sigmoid with a cross-entropy); else null.</summary>
    /// <param name="activation">The name of the activation: <c>softmax</c>, <c>sigmoid</c>.</param>
    public virtual Loss? OnLogitsOf(string activation) => null;

    /// <summary>The one of that name.</summary>
    public static Loss Get(string name) => Names.Find("loss", name, new Dictionary<string, Func<Loss>>());
}
