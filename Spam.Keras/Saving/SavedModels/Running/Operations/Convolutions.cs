using Spam.Keras.Kernels;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Convolutions of float32 with the channels last.</summary>
static class Convolutions
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Conv2D", "output", Convolve),
        Operation.Of("Conv2DBackpropInput", "output", Transposed),
        Operation.Of("DepthwiseConv2dNative", "output", Depthwise),
    ];

    // The places that each window looks at become a row, so that a sample is one matrix product with the filter.
    static GraphTensor<float> Convolve(NodeCall call)
    {
        var (input, filter) = (call.Tensor<float>(0), Filter(call, 1));
        var (rowWindow, columnWindow) = Axes(call, input.Shape, filter.Shape);
        var (channels, perGroup, filters) = (input.Shape[^1], filter.Shape[2], filter.Shape[3]);
        if (perGroup == 0 || channels % perGroup != 0 || filters % (channels / perGroup) != 0)
            throw call.Fail($"its filter is a {filter}, which does not fit the channels of {input}");

        var groups = channels / perGroup;
        var output = call.New<float>(input.Shape[0], rowWindow.Output, columnWindow.Output, filters);
        var (places, depth) = (rowWindow.Output * columnWindow.Output, filter.Length / Math.Max(filters, 1));
        if (output.Length == 0 || depth == 0)
            return output;

        var ofGroup = filters / groups;
        var weights = GroupFilters(call, filter, groups);
        var patches = call.Scratch<float>(places, depth);
        var result = call.Scratch<float>(places, ofGroup);
        for (var sample = 0; sample < input.Shape[0]; sample++)
        {
            for (var group = 0; group < groups; group++)
            {
                FillPatches(input, sample, group * perGroup, perGroup, rowWindow, columnWindow, patches);
                result.AsSpan().Clear();
                Products.Multiply(call, patches, places, depth, weights[group].Span, ofGroup, result, weights[group]);
                for (var place = 0; place < places; place++)
                    result.AsSpan(place * ofGroup, ofGroup).CopyTo(output.Target[((((sample * places) + place) * filters) + (group * ofGroup))..]);
            }
        }

        return output;
    }

    // (height, width, channels of a group, filters) as one matrix for each group.
    static GraphTensor<float>[] GroupFilters(NodeCall call, GraphTensor<float> filter, int groups)
    {
        var filters = filter.Shape[3];
        var (depth, ofGroup) = (filter.Length / filters, filters / groups);
        if (groups == 1)
            return [new(filter.Values, new(depth, filters))];

        return [.. Enumerable.Range(0, groups).Select(group =>
        {
            var matrix = call.Scratch<float>(depth, ofGroup);
            new View([depth, ofGroup], [filters, 1], group * ofGroup).CopyTo(filter.Span, matrix);
            return new GraphTensor<float>(matrix, new(depth, ofGroup));
        })];
    }

    static void FillPatches(GraphTensor<float> input, int sample, int firstChannel, int numChannels, Window rows, Window columns, float[] patches)
    {
        var target = patches.AsSpan();
        for (var row = 0; row < rows.Output; row++)
        {
            for (var column = 0; column < columns.Output; column++)
            {
                for (var i = 0; i < rows.Size; i++)
                {
                    for (var j = 0; j < columns.Size; j++)
                    {
                        var (y, x) = (rows.Place(row, i), columns.Place(column, j));
                        var taken = target[..numChannels];
                        if ((uint)y < (uint)rows.Input && (uint)x < (uint)columns.Input)
                            input.Span.Slice((((((sample * rows.Input) + y) * columns.Input) + x) * input.Shape[^1]) + firstChannel, numChannels).CopyTo(taken);
                        else
                            taken.Clear();
                        target = target[numChannels..];
                    }
                }
            }
        }
    }

    // What a convolution's gradient does, forwards: each number spreads over the window that would have looked at its place.
    static GraphTensor<float> Transposed(NodeCall call)
    {
        var (sizes, filter, input) = (call.Ints(0), Filter(call, 1), call.Tensor<float>(2));
        var output = call.New<float>(sizes.Length == 4 ? sizes : throw call.Fail($"its result is to have {sizes.Length} axes; expected 4"));
        var (rows, columns) = Axes(call, output.Shape, filter.Shape);
        var (channels, filters) = (filter.Shape[2], filter.Shape[3]);
        if (channels != sizes[3] || !input.Shape.Equals(new Shape(sizes[0], rows.Output, columns.Output, filters)))
            throw call.Fail($"it spreads a {input} with a {filter} over a {output}, which do not fit");

        for (var place = 0; filters > 0 && place < input.Length / filters; place++)
        {
            call.Run.ThrowIfCancelled();
            var (sample, row, column) = (place / columns.Output / rows.Output, place / columns.Output % rows.Output, place % columns.Output);
            var values = input.Span.Slice(place * filters, filters);
            for (var offset = 0; offset < rows.Size * columns.Size; offset++)
            {
                var (y, x) = (rows.Place(row, offset / columns.Size), columns.Place(column, offset % columns.Size));
                if ((uint)y >= (uint)rows.Input || (uint)x >= (uint)columns.Input)
                    continue;
                var target = output.Target.Slice(((((sample * rows.Input) + y) * columns.Input) + x) * channels, channels);
                for (var channel = 0; channel < channels; channel++)
                    target[channel] += Dot(values, filter.Span.Slice(((offset * channels) + channel) * filters, filters));
            }
        }

        return output;
    }

    // Each channel by its own filters: (height, width, channels, multiplier).
    static GraphTensor<float> Depthwise(NodeCall call)
    {
        var (input, filter) = (call.Tensor<float>(0), Filter(call, 1));
        var (rows, columns) = Axes(call, input.Shape, filter.Shape);
        var (channels, multiplier) = (filter.Shape[2], filter.Shape[3]);
        if (channels != input.Shape[^1])
            throw call.Fail($"its filter is a {filter}, which does not fit the channels of {input}");

        var width = checked(channels * multiplier);
        var output = call.New<float>(input.Shape[0], rows.Output, columns.Output, width);
        for (var place = 0; width > 0 && place < output.Length / width; place++)
        {
            call.Run.ThrowIfCancelled();
            var (sample, row, column) = (place / columns.Output / rows.Output, place / columns.Output % rows.Output, place % columns.Output);
            var target = output.Target.Slice(place * width, width);
            for (var offset = 0; offset < rows.Size * columns.Size; offset++)
            {
                var (y, x) = (rows.Place(row, offset / columns.Size), columns.Place(column, offset % columns.Size));
                if ((uint)y >= (uint)rows.Input || (uint)x >= (uint)columns.Input)
                    continue;
                var values = input.Span.Slice(((((sample * rows.Input) + y) * columns.Input) + x) * channels, channels);
                for (var channel = 0; channel < channels; channel++)
                    VectorOps.AddScaled(values[channel], filter.Span.Slice(((offset * channels) + channel) * multiplier, multiplier), target.Slice(channel * multiplier, multiplier));
            }
        }

        return output;
    }

    static GraphTensor<float> Filter(NodeCall call, int input)
        => call.Tensor<float>(input) is { Shape.Rank: 4 } filter ? filter : throw call.Fail($"its filter is a {call[input]}; expected 4 axes");

    static (Window Rows, Window Columns) Axes(NodeCall call, Shape input, Shape filter)
    {
        if (filter[0] == 0 || filter[1] == 0)
            throw call.Fail($"its filter has shape {filter}, which looks at nothing");
        return Windows.Of(call, input, filter.Sizes[..2]) is [var rows, var columns] ? (rows, columns) : throw call.Fail("it has no two axes");
    }

    static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
            sum = MathF.FusedMultiplyAdd(x[i], y[i], sum);
        return sum;
    }
}
