using Spam.Keras.Kernels.Randomness;

namespace Spam.Keras.Layers;

/// <summary>In training, sets a random part of the inputs to zero and scales the rest up, so that the sum stays what it was.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same. Outside training it changes nothing.<br/>
/// Source: Keras 2.15, keras/src/layers/regularization/dropout.py.
/// </remarks>
public class Dropout : Layer
{
    /// <summary>Drops each number with probability <paramref name="rate"/>.</summary>
    /// <param name="rate">The part that is dropped: 0 up to, not including, 1.</param>
    /// <param name="noiseShape">The shape of the mask, an axis of 1 sharing its draw; an axis of -1 takes the inputs' size. Null: the inputs' shape.</param>
    public Dropout(float rate, IReadOnlyList<int>? noiseShape = null)
    {
        Rate = CheckRate(rate, GetType().Name, nameof(rate));
        NoiseShape = noiseShape;
    }

    /// <summary>The part that is dropped.</summary>
    public float Rate { get; }

    /// <summary>The shape of the mask, where it is not the inputs'.</summary>
    public IReadOnlyList<int>? NoiseShape { get; }

    /// <inheritdoc/>
    internal override bool TakesGathered => true; // broadcasting keeps the rows, or writes them out

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => inputShapes[0];

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        if (!call.Training || (Rate == 0 && call.DropoutMasks is null))
            return call.Input;

        var mask = call.DropoutMasks?.Inputs ?? Draw(call);
        call.Keep(mask);
        return Drop(call.Input, mask, call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
        => !call.Training || (Rate == 0 && call.DropoutMasks is null)
            ? outputGradients
            : DropGradients(outputGradients, call.Kept<Tensor>(), call.Pass);

    /// <summary>The outputs for inputs and a mask.</summary>
    protected virtual Tensor Drop(Tensor inputs, Tensor mask, Pass pass) => Broadcast.Multiply(inputs, mask, pass);

    /// <summary>The way back of <see cref="Drop"/>.</summary>
    protected virtual Tensor DropGradients(Tensor outputGradients, Tensor mask, Pass pass) => Broadcast.Multiply(outputGradients, mask, pass);

    /// <summary>Draws a mask.</summary>
    protected virtual void Draw(Random random, Tensor mask) => DropoutMask.Draw(random, Rate, mask.Span);

    /// <summary>The shape of the mask for inputs of <paramref name="inputs"/>.</summary>
    protected virtual Shape MaskShape(Shape inputs)
    {
        if (NoiseShape is null)
            return inputs;
        if (NoiseShape.Count != inputs.Rank)
            throw WrongShape(inputs, $"{NoiseShape.Count} axes, as noiseShape has");

        return new([.. NoiseShape.Select((size, axis) => size == Shape.Unknown ? inputs[axis] : size)]);
    }

    internal static float CheckRate(float rate, string layer, string option) => rate is >= 0 and < 1
        ? rate
        : throw new KerasException($"{layer} got {option} {rate}; it is the part that is dropped: from 0 up to, not including, 1.");

    Tensor Draw(Call call)
    {
        var mask = call.Pass.Rent(MaskShape(call.Input.Shape).Sizes);
        Draw(call.RequireRandom(this), mask);
        return mask;
    }
}
