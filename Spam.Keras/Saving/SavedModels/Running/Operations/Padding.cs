namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Elements put around a tensor.</summary>
static class Padding
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Pad", "output", call => ElementTypes.Any<Work>(call, 0)),
        Operation.Of("PadV2", "output", call => ElementTypes.Any<Work>(call, 0)),
    ];

    readonly struct Work : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var amounts = call.Indices(1);
            var shape = input.Shape;
            if (!call[1].Shape.Equals(new Shape(shape.Rank, 2)) || amounts.Any(amount => amount < 0))
                throw call.Fail($"its paddings are a {call[1]}; expected two numbers of 0 and above for each axis of {input}");

            var sizes = new int[shape.Rank];
            for (var axis = 0; axis < sizes.Length; axis++)
                sizes[axis] = checked(shape[axis] + amounts[axis * 2] + amounts[(axis * 2) + 1]);
            var output = call.New<T>(sizes);
            if (call.Inputs.Length > 2)
                output.Target.Fill(call.Tensor<T>(2) is { Length: 1 } value ? value.Span[0] : throw call.Fail($"it fills with a {call[2]}; expected one element"));
            if (input.Length == 0)
                return output;
            if (sizes.Length == 0)
                return input;

            var strides = View.Strides(output.Shape);
            var view = new View(shape.Sizes.ToArray(), strides);
            var index = new int[sizes.Length - 1];
            var place = strides.Select((stride, axis) => stride * amounts[axis * 2]).Sum();
            var width = shape[^1];
            for (var start = 0; start < input.Length; start += width)
            {
                input.Span.Slice(start, width).CopyTo(output.Target[place..]);
                place = view.Next(index, place);
            }

            return output;
        }
    }
}
