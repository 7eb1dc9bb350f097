namespace Spam.Keras.Layers;

/// <summary>A layer of several inputs and one output.</summary>
public abstract class MergingLayer : Layer
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
        => outputGradients[0] is { } gradients ? BackwardToInputs(gradients, call) : new Tensor?[call.Inputs.Count];

    /// <summary>As <see cref="BackwardAll"/>, and gives the gradient of the first input only.</summary>
    public sealed override Tensor? Backward(Tensor outputGradients, Call call) => BackwardToInputs(outputGradients, call)[0];

    /// <summary>Adds to the weights' gradients, and gives the gradient of each input.</summary>
    protected abstract IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call);

    /// <summary>The output shape for <paramref name="call"/>'s inputs, after checking theirs.</summary>
    protected Shape OutputShape(Call call) => ComputeOutputShape([.. call.Inputs.Select(input => input.Shape)]);

    /// <summary>What wrong input shapes are answered with.</summary>
    protected KerasException WrongShapes(IReadOnlyList<Shape> came, string expected)
        => new($"{this} got inputs of shapes {string.Join(" and ", came)}; expected {expected}.");
}
