namespace Spam.Keras.Constraints;

/// <summary>Brings the lengths of vectors toward a range.</summary>
/// <param name="minValue">The shortest allowed.</param>
/// <param name="maxValue">The longest allowed.</param>
/// <param name="rate">How much of the way is gone at each step; 1 is all of it.</param>
/// <param name="axes">Over which axes a length is taken; axis 0 where none are given.</param>
public sealed class MinMaxNorm(float minValue = 0, float maxValue = 1, float rate = 1, params IReadOnlyList<int> axes) : Constraint
{
    /// <summary>The shortest allowed.</summary>
    public float MinValue => minValue;

    /// <summary>The longest allowed.</summary>
    public float MaxValue => maxValue;

    /// <summary>How much of the way is gone at each step.</summary>
    public float Rate => rate;

    /// <summary>Over which axes a length is taken.</summary>
    public IReadOnlyList<int> Axes { get; } = axes.Count == 0 ? [0] : axes;

    /// <inheritdoc/>
    public override void Apply(Tensor weight) => ScaleVectors(
        weight, Axes, length => (rate * Math.Clamp(length, minValue, maxValue) + (1 - rate) * length) / (Epsilon + length));
}
