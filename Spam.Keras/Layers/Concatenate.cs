namespace Spam.Keras.Layers;

/// <summary>Lays its inputs side by side along one axis.</summary>
/// <remarks>
/// Shapes: inputs that are equal but for the axis -> outputs with the sum of the inputs' sizes there.<br/>
/// Mask: along the steps the masks are laid side by side too (an input without one is real throughout); else a step is real where it is
/// real in every input that has a mask.<br/>
/// Source: Keras 2.15, keras/src/layers/merging/concatenate.py.
/// </remarks>
/// <param name="axis">The axis; -1 is the last. Not the batch's.</param>
public sealed class Concatenate(int axis = -1) : MergingLayer
{
    /// <summary>The axis along which the inputs lie.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var place = Place(inputShapes[0].Rank);
        if (inputShapes.Any(shape => shape.Rank != inputShapes[0].Rank || !shape.With(place, 0).Accepts(inputShapes[0].With(place, 0))))
            throw WrongShapes(inputShapes, $"the same sizes on all axes but axis {place}");

        var isKnown = inputShapes.All(shape => shape[place] != Shape.Unknown);
        return inputShapes[0].With(place, isKnown ? inputShapes.Sum(shape => shape[place]) : Shape.Unknown);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.Rent(OutputShape(call).Sizes);
        var place = Place(outputs.Rank);
        Lay(call.Inputs, outputs, place);
        if (call.Masks.Any(mask => mask is not null))
            call.OutputMask = JoinMasks(call, place);
        return outputs;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call)
    {
        var place = Place(outputGradients.Rank);
        var (start, stride) = (0, PartLength(outputGradients.Shape, place));
        var gradients = new Tensor[call.Inputs.Count];
        for (var i = 0; i < gradients.Length; i++)
        {
            gradients[i] = call.Pass.Rent(call.Inputs[i].Shape.Sizes);
            var width = PartLength(gradients[i].Shape, place);
            for (var part = 0; part * width < gradients[i].Length; part++)
                outputGradients.Span.Slice((part * stride) + start, width).CopyTo(gradients[i].Span[(part * width)..]);
            start += width;
        }

        return gradients;
    }

    static void Lay(IReadOnlyList<Tensor> inputs, Tensor outputs, int place)
    {
        var (start, stride) = (0, PartLength(outputs.Shape, place));
        foreach (var input in inputs)
        {
            var width = PartLength(input.Shape, place);
            for (var part = 0; part * width < input.Length; part++)
                input.Span.Slice(part * width, width).CopyTo(outputs.Span[((part * stride) + start)..]);
            start += width;
        }
    }

    static Tensor? JoinMasks(Call call, int place)
    {
        if (place != 1)
            return ElementwiseMerge.JoinMasks(call.Masks);
        if (call.Input.Rank == 2)
            return null; // along the only axis of a sample: there are no steps behind it that a mask could be of

        Tensor[] masks = [.. call.Inputs.Select((input, i) => call.Masks[i] ?? AllReal(input))];
        var joined = new Tensor(call.Input.Shape[0], masks.Sum(mask => mask.Shape[1]));
        Lay(masks, joined, 1);
        return joined;
    }

    static Tensor AllReal(Tensor input)
    {
        var mask = new Tensor(input.Shape[0], input.Shape[1]);
        mask.Span.Fill(1);
        return mask;
    }

    /// <summary>So many numbers of a tensor stand together: those of the axis and of the ones behind it.</summary>
    static int PartLength(Shape shape, int place) => shape[place..].Length;

    int Place(int rank)
    {
        var place = Axes.Find(this, Axis, rank);
        return place > 0 ? place : throw new KerasException($"{this} got axis {Axis}, which is the batch's; it lays samples' axes side by side: 1 to {rank - 1}.");
    }
}
