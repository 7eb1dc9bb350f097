namespace Spam.Keras.Layers;

/// <summary>Runs a layer on each step of a sequence by itself, with the same weights.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, …) -> outputs (batch, steps, …), the layer seeing (batch · steps, …).<br/>
/// Weights: the layer's. Mask: of steps; where it goes deeper, as (batch, steps, words), its depth is the layer's mask.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/time_distributed.py.
/// </remarks>
public sealed class TimeDistributed(Layer layer) : Layer
{
    /// <summary>What runs on each step.</summary>
    public Layer Layer { get; } = layer;

    /// <inheritdoc/>
    public override bool Trainable
    {
        get => base.Trainable;
        set => base.Trainable = Layer.Trainable = value;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Layer.Parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TrainableParameters => Trainable ? Layer.TrainableParameters : [];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => ComputeOutputShapes(inputShapes)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
    {
        var ofSteps = Layer.ComputeOutputShapes([.. inputShapes.Select(OfStep)]);
        return [.. ofSteps.Select(shape => new Shape([inputShapes[0][0], inputShapes[0][1], .. shape.Sizes[1..]]))];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => ForwardAll(call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> ForwardAll(Call call)
    {
        _ = call.Inputs.Select(input => OfStep(input.Shape)).ToArray(); // refuses what has no steps
        var (batch, steps) = (call.Input.Shape[0], call.Input.Shape[1]);
        var inner = call.Within(Layer, [.. call.Inputs.Select(Flatten)], [.. call.Masks.Select(MaskOfSteps)]);
        var outputs = Layer.Run(inner);
        call.AddedLoss += inner.AddedLoss;
        call.OutputMask = inner.OutputMask is { } mask
            ? mask.Reshape([batch, steps, .. mask.Shape.Sizes[1..]])
            : AnyOfStep(call.Mask);
        call.Keep(inner);
        return [.. outputs.Select(output => output.Reshape([batch, steps, .. output.Shape.Sizes[1..]]))];
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => BackwardAll([outputGradients], call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
    {
        var inner = call.Kept<Call>();
        var gradients = Layer.BackwardAll([.. outputGradients.Select(gradient => gradient is null ? null : Flatten(gradient))], inner);
        return [.. gradients.Select((gradient, input) => gradient?.Reshape(call.Inputs[input].Shape.Sizes))];
    }

    /// <inheritdoc/>
    internal override bool CarriesState => Layer.CarriesState;

    /// <inheritdoc/>
    public override void ResetStates() => Layer.ResetStates();

    internal override void EnterModel() => Layer.EnterModel();

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes) => Layer.Build(random, [.. inputShapes.Select(OfStep)]);

    Shape OfStep(Shape sequence) => sequence.Rank >= 3
        ? new([sequence[0], .. sequence.Sizes[2..]])
        : throw WrongShape(sequence, "(batch, steps, …), three axes or more");

    static Tensor Flatten(Tensor sequence) => sequence.Reshape([sequence.Shape[0] * sequence.Shape[1], .. sequence.Shape.Sizes[2..]]);

    /// <summary>What a deeper mask says of the inside of each step; a mask of whole steps says nothing of it.</summary>
    static Tensor? MaskOfSteps(Tensor? mask) => mask is { Rank: > 2 } ? Flatten(mask) : null;

    /// <summary>A step is real where anything in it is.</summary>
    static Tensor? AnyOfStep(Tensor? mask)
    {
        if (mask is not { Rank: > 2 })
            return mask;

        var any = new Tensor(mask.Shape[0], mask.Shape[1]);
        var size = mask.Length / Math.Max(1, any.Length);
        for (var step = 0; step < any.Length; step++)
            any[step] = mask.Span.Slice(step * size, size).ContainsAnyExcept(0f) ? 1 : 0;
        return any;
    }
}
