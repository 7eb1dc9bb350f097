namespace Spam.Keras.Constraints;

/// <summary>Brings all vectors to length one.</summary>
/// <param name="axes">Over which axes a length is taken; axis 0 where none are given.</param>
public sealed class UnitNorm(params IReadOnlyList<int> axes) : Constraint
{
    /// <summary>Over which axes a length is taken.</summary>
    public IReadOnlyList<int> Axes { get; } = axes.Count == 0 ? [0] : axes;

    /// <inheritdoc/>
    public override void Apply(Tensor weight) => ScaleVectors(weight, Axes, length => 1 / (Epsilon + length));
}
