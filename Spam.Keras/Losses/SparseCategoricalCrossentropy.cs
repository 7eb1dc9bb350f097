namespace Spam.Keras.Losses;

/// <summary><c>-ln p</c> of the right class, for labels that are class numbers.</summary>
/// <param name="fromLogits">Whether predictions are what comes into a softmax, not what comes out.</param>
/// <param name="ignoreClass">A class number whose samples do not count at all; null where all count.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, sparse_categorical_crossentropy.</remarks>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "sparse_categorical_crossentropy";

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits => fromLogits;

    /// <summary>A class number whose samples do not count at all.</summary>
    public int? IgnoreClass => ignoreClass;

    /// <inheritdoc/>
    public override Loss? OnLogitsOf(string activation)
        => !fromLogits && activation is "softmax" or "sigmoid" ? new SparseCategoricalCrossentropy(true, ignoreClass) : null;

    /// <inheritdoc/>
    protected override bool IsSparse => true;

    /// <inheritdoc/>
    public override Tensor? Mask(Tensor yTrue)
    {
        if (ignoreClass is null)
            return null;

        var mask = new Tensor(yTrue.Shape);
        for (var i = 0; i < mask.Length; i++)
            mask[i] = (int)yTrue[i] == ignoreClass ? 0 : 1;
        return mask;
    }

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var label = Label(yTrue[0], yPred.Length);
        if (label == ignoreClass)
            return 0;
        if (fromLogits)
            return Logarithm.OfSumOfExponentials(yPred) - yPred[label];

        // Keras takes the logarithm of the clipped probabilities and then the logarithm of a softmax of those.
        var total = 0f;
        foreach (var p in yPred)
            total += Math.Clamp(p, Epsilon, 1 - Epsilon);
        return MathF.Log(total) - MathF.Log(Math.Clamp(yPred[label], Epsilon, 1 - Epsilon));
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var label = Label(yTrue[0], yPred.Length);
        if (label == ignoreClass)
            return;

        if (fromLogits)
        {
            Logarithm.Softmax(yPred, gradient);
            for (var i = 0; i < yPred.Length; i++)
                gradient[i] = weight * (gradient[i] - (i == label ? 1 : 0));
            return;
        }

        var total = 0f;
        foreach (var p in yPred)
            total += Math.Clamp(p, Epsilon, 1 - Epsilon);
        for (var i = 0; i < yPred.Length; i++)
        {
            var p = yPred[i];
            gradient[i] = p is >= Epsilon and <= 1 - Epsilon ? weight * (p / total - (i == label ? 1 : 0)) / p : 0;
        }
    }

    int Label(float label, int numClasses) => (int)label == ignoreClass || (uint)(int)label < (uint)numClasses
        ? (int)label
        : throw new KerasException(
            $"{Name} got the label {label}, but the predictions have {numClasses} classes, 0 to {numClasses - 1}. " +
            "Give the model's last layer one unit for each class, and number the labels from 0.");
}
