namespace Spam.Keras.Activations;

/// <summary>A function of each number, or of each row (softmax), with its way back.</summary>
/// <remarks>Spans are whole rows of <c>width</c> numbers each, one after the other; element-wise functions ignore the width.</remarks>
public abstract class Activation
{
    /// <summary>Keras's name: <c>tanh</c>, <c>hard_sigmoid</c>.</summary>
    public abstract string Name { get; }

    /// <summary><c>y = f(x)</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public abstract void Forward(ReadOnlySpan<float> x, Span<float> y, int width);

    /// <summary><c>dx = f'(x) dy</c>, with <c>y = f(x)</c> given too; <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    public abstract void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
