namespace Spam.Keras.Constraints;

/// <summary>Shortens vectors that are longer than allowed.</summary>
/// <param name="maxValue">The longest allowed.</param>
/// <param name="axes">Over which axes a length is taken; axis 0 where none are given.</param>
public sealed class MaxNorm(float maxValue = 2, params IReadOnlyList<int> axes) : Constraint
{
    /// <summary>The longest allowed.</summary>
    public float MaxValue => maxValue;

    /// <summary>Over which axes a length is taken.</summary>
    public IReadOnlyList<int> Axes { get; } = axes.Count == 0 ? [0] : axes;

    /// <inheritdoc/>
    public override void Apply(Tensor weight)
        => ScaleVectors(weight, Axes, length => Math.Clamp(length, 0, maxValue) / (Epsilon + length));
}
