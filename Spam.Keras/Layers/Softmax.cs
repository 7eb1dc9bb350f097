using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary>Turns the numbers along one axis into positive ones that sum to one.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Mask: of the inputs' shape; what it masks gets (almost) nothing. It is handed on.<br/>
/// Source: Keras 2.15, keras/src/layers/activation/softmax.py.
/// </remarks>
/// <param name="axis">The axis along which the outputs sum to one; -1 is the last.</param>
public sealed class Softmax(int axis = -1) : Layer
{
    static readonly Activation _function = Activation.Get("softmax");

    /// <summary>The axis along which the outputs sum to one.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        Axes.Find(this, Axis, inputShapes[0].Rank);
        return inputShapes[0];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var (inputs, order) = (Masked(call), Order(call));
        if (Axes.IsInOrder(order))
            return call.Activate(_function, inputs);

        var rows = Axes.Transpose(inputs, order, call.Pass);
        var outputs = call.Pass.Rent(rows.Shape.Sizes);
        _function.Forward(rows.Span, outputs.Span, rows.Shape[^1]);
        call.Keep(outputs);
        return Axes.Transpose(outputs, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var order = Order(call);
        if (Axes.IsInOrder(order))
            return call.Deactivate(_function, outputGradients);

        var (outputs, gradients) = (call.Kept<Tensor>(), Axes.Transpose(outputGradients, order, call.Pass));
        var rows = call.Pass.Rent(outputs.Shape.Sizes);
        _function.Backward(outputs.Span, outputs.Span, gradients.Span, rows.Span, outputs.Shape[^1]);
        return Axes.Transpose(rows, Axes.Inverse(order), call.Pass);
    }

    int[] Order(Call call) => Axes.MoveToEnd(call.Input.Rank, [Axes.Find(this, Axis, call.Input.Rank)]);

    Tensor Masked(Call call)
    {
        if (call.Mask is null)
            return call.Input;
        if (!call.Mask.Shape.Equals(call.Input.Shape))
            throw new KerasException($"{this} got a mask of shape {call.Mask.Shape}; expected that of its inputs, {call.Input.Shape}.");

        var masked = call.Pass.Rent(call.Input.Shape.Sizes);
        for (var i = 0; i < masked.Length; i++)
            masked[i] = call.Input[i] + ((1 - call.Mask[i]) * -1e9f);
        return masked;
    }
}
