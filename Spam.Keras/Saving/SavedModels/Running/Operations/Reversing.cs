namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Axes from their end.</summary>
static class Reversing
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("ReverseV2", "output", call => ElementTypes.Any<ReverseWork>(call, 0)),
        Operation.Of("ReverseSequence", "output", call => ElementTypes.Any<SequenceWork>(call, 0)),
    ];

    readonly struct ReverseWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var strides = View.Strides(input.Shape);
            var offset = 0;
            foreach (var axis in call.Ints(1).Select(axis => call.Axis(axis, input.Shape.Rank)))
            {
                if (strides[axis] < 0)
                    throw call.Fail($"it turns axis {axis} twice");
                offset += (input.Shape[axis] - 1) * strides[axis];
                strides[axis] = -strides[axis];
            }

            return Slicing.Copy(call, input, input.Shape.Sizes.ToArray(), strides, offset);
        }
    }

    readonly struct SequenceWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var lengths = call.Ints(1);
            var shape = input.Shape;
            var (steps, batch) = (call.Axis(call.Number("seq_dim"), shape.Rank), call.Axis(call.Number("batch_dim"), shape.Rank));
            if (steps == batch || lengths.Length != shape[batch] || lengths.Any(length => length < 0 || length > shape[steps]))
                throw call.Fail($"its {lengths.Length} lengths do not fit a {input}");

            var strides = View.Strides(shape);
            var output = call.New<T>(shape);
            for (var i = 0; i < output.Length; i++)
            {
                var (sample, step) = (i / strides[batch] % shape[batch], i / strides[steps] % shape[steps]);
                var from = step < lengths[sample] ? lengths[sample] - 1 - step : step;
                output.Target[i] = input.Span[i + ((from - step) * strides[steps])];
            }

            return output;
        }
    }
}
