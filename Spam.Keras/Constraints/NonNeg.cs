namespace Spam.Keras.Constraints;

/// <summary>Sets numbers below zero to zero.</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight)
    {
        foreach (ref var value in weight.Span)
            value = value >= 0 ? value : value * 0; // as Keras multiplies, so that NaN stays
    }
}
