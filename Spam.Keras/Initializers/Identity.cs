namespace Spam.Keras.Initializers;

/// <summary>A matrix with one number on its diagonal and zeros elsewhere.</summary>
/// <param name="gain">The number on the diagonal.</param>
public sealed class Identity(float gain = 1) : Initializer
{
    /// <summary>The number on the diagonal.</summary>
    public float Gain => gain;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        if (tensor.Rank != 2)
            throw new KerasException($"Identity got a weight of shape {tensor.Shape}; it fills matrices only. Choose another initializer for it.");

        tensor.Span.Clear();
        for (var i = 0; i < Math.Min(tensor.Shape[0], tensor.Shape[1]); i++)
            tensor.Row(i)[i] = gain;
    }
}
