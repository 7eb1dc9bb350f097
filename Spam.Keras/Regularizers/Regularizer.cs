namespace Spam.Keras.Regularizers;

/// <summary>What the size of a weight (or of a layer's outputs) adds to the loss.</summary>
public abstract class Regularizer
{
    /// <summary>What <paramref name="tensor"/> adds to the loss.</summary>
    public abstract float Penalty(Tensor tensor);

    /// <summary>Adds <paramref name="scale"/> times the penalty's gradient at <paramref name="tensor"/> to <paramref name="gradient"/>, of the same shape.</summary>
    public abstract void AddGradient(Tensor tensor, Tensor gradient, float scale = 1);
}
