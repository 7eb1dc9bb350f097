namespace Spam.Keras.Losses;

/// <summary>How far predictions are from the truth: a number for each sample, and its gradient.</summary>
public abstract class Loss
{
    static readonly Dictionary<string, Func<Loss>> _known = WithNames(
        (["BinaryCrossentropy", "binary_crossentropy", "bce", "BCE"], () => new BinaryCrossentropy()),
        (["BinaryFocalCrossentropy", "binary_focal_crossentropy"], () => new BinaryFocalCrossentropy()),
        (["CategoricalCrossentropy", "categorical_crossentropy"], () => new CategoricalCrossentropy()),
        (["CategoricalFocalCrossentropy", "categorical_focal_crossentropy"], () => new CategoricalFocalCrossentropy()),
        (["CategoricalHinge", "categorical_hinge"], () => new CategoricalHinge()),
        (["CosineSimilarity", "cosine_similarity"], () => new CosineSimilarity()),
        (["Hinge", "hinge"], () => new Hinge()),
        (["Huber", "huber", "huber_loss"], () => new Huber()),
        (["KLDivergence", "kl_divergence", "kullback_leibler_divergence", "kld", "KLD"], () => new KLDivergence()),
        (["LogCosh", "log_cosh", "logcosh"], () => new LogCosh()),
        (["MeanAbsoluteError", "mean_absolute_error", "mae", "MAE"], () => new MeanAbsoluteError()),
        (["MeanAbsolutePercentageError", "mean_absolute_percentage_error", "mape", "MAPE"], () => new MeanAbsolutePercentageError()),
        (["MeanSquaredError", "mean_squared_error", "mse", "MSE"], () => new MeanSquaredError()),
        (["MeanSquaredLogarithmicError", "mean_squared_logarithmic_error", "msle", "MSLE"], () => new MeanSquaredLogarithmicError()),
        (["Poisson", "poisson"], () => new Poisson()),
        (["SparseCategoricalCrossentropy", "sparse_categorical_crossentropy"], () => new SparseCategoricalCrossentropy()),
        (["SquaredHinge", "squared_hinge"], () => new SquaredHinge()));

    /// <summary>All names that <see cref="Get"/> knows.</summary>
    internal static IReadOnlyCollection<string> KnownNames => _known.Keys;

    /// <summary>Keras's function name: <c>categorical_crossentropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The loss of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name, as a function, a short form or a class: <c>categorical_crossentropy</c>, <c>mse</c>, <c>Huber</c>.</param>
    /// <exception cref="KerasException">There is no loss of that name; the message lists those there are.</exception>
    public static Loss Get(string name) => Names.Find("loss", name, _known);

    /// <summary>The loss of that name, so that it can be given as Keras gives it: <c>loss: "mse"</c>.</summary>
    public static implicit operator Loss(string name) => Get(name);

    /// <summary>The loss of each sample.</summary>
    /// <param name="yTrue">The truth: the predictions' shape, or without its last axis (or with one of size 1) for sparse labels.</param>
    /// <param name="yPred">Predictions (…, classes).</param>
    /// <returns>Shape: the predictions' without the last axis.</returns>
    /// <exception cref="KerasException">The shapes do not belong together.</exception>
    public abstract Tensor PerSample(Tensor yTrue, Tensor yPred);

    /// <summary>The gradient, with respect to the predictions, of the sum of per-sample losses times <paramref name="weights"/>.</summary>
    /// <param name="yTrue">As in <see cref="PerSample"/>.</param>
    /// <param name="yPred">As in <see cref="PerSample"/>.</param>
    /// <param name="weights">A factor for each per-sample loss, of the same shape; a mean over n samples has 1 / n in it. See <see cref="Weights"/>.</param>
    public abstract Tensor Gradient(Tensor yTrue, Tensor yPred, Tensor weights);

    /// <summary>The same loss on what comes into an activation that ends the model, where Keras computes it from there; else null.</summary>
    /// <param name="activation">The name of the activation: <c>softmax</c>, <c>sigmoid</c>.</param>
    /// <remarks>Keras takes the logits of either activation for any cross-entropy, even of a sigmoid for a categorical one.</remarks>
    public virtual Loss? OnLogitsOf(string activation) => null;

    /// <summary>Which samples count, as 1 and 0 in the labels' shape; null where all do.</summary>
    public virtual Tensor? Mask(Tensor yTrue) => null;

    /// <summary>The factor of each per-sample loss in the batch's loss: the weighted sum of the losses is the loss, and <see cref="Gradient"/> takes the same factors.</summary>
    /// <param name="yTrue">The truth, which may say what does not count.</param>
    /// <param name="perSample">The shape of the per-sample losses.</param>
    /// <param name="sampleWeight">A weight for each sample or each per-sample loss, with or without an axis of size 1 at its end; null for equal ones.</param>
    /// <param name="reduction">How the losses become one number.</param>
    /// <exception cref="KerasException">The weights' shape does not broadcast to the losses'.</exception>
    public Tensor Weights(Tensor yTrue, Shape perSample, Tensor? sampleWeight = null, Reduction reduction = Reduction.SumOverBatchSize)
    {
        var weights = sampleWeight is null ? Filled(perSample) : SampleWeights.Broadcast(sampleWeight, perSample);
        var total = (double)weights.Length;
        if (Mask(yTrue) is { } mask)
        {
            total = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] *= mask[i];
                total += mask[i];
            }
        }

        if (reduction == Reduction.MeanWithSampleWeight)
        {
            total = 0;
            foreach (var weight in weights.Span)
                total += weight;
        }

        if (reduction == Reduction.Sum || total == 0)
            return weights;

        foreach (ref var weight in weights.Span)
            weight = (float)(weight / total);
        return weights;
    }

    static Tensor Filled(Shape shape)
    {
        var ones = new Tensor(shape);
        ones.Span.Fill(1);
        return ones;
    }

    static Dictionary<string, Func<Loss>> WithNames(params ReadOnlySpan<(string[] Names, Func<Loss> Make)> losses)
    {
        var known = new Dictionary<string, Func<Loss>>();
        foreach (var (names, make) in losses)
        {
            foreach (var name in names)
                known[name] = make;
        }

        return known;
    }
}
