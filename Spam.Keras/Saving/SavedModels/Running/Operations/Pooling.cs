namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>The largest or the mean of a window, for each channel by itself.</summary>
static class Pooling
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("MaxPool", "output", call => Pool(call, numAxes: 2, isMean: false)),
        Operation.Of("AvgPool", "output", call => Pool(call, numAxes: 2, isMean: true)),
        Operation.Of("AvgPool3D", "output", call => Pool(call, numAxes: 3, isMean: true)),
    ];

    static GraphTensor<float> Pool(NodeCall call, int numAxes, bool isMean)
    {
        var input = call.Tensor<float>(0);
        var sizes = call.Numbers("ksize");
        if (sizes.Length != numAxes + 2 || sizes[0] != 1 || sizes[^1] != 1 || sizes.Any(size => size < 1))
            throw call.Fail($"its windows are {string.Join(", ", sizes.Take(12))}; expected {numAxes + 2} numbers above 0, the first and last of them 1");

        var windows = Windows.Of(call, input.Shape, sizes.AsSpan(1, numAxes));
        var output = call.New<float>([input.Shape[0], .. windows.Select(window => window.Output), input.Shape[^1]]);
        var channels = input.Shape[^1];
        if (output.Length == 0)
            return output;

        var places = output.Length / input.Shape[0] / channels;
        var numOffsets = windows.Aggregate(1L, (product, window) => product * window.Size);
        for (var i = 0; i < input.Shape[0] * places; i++)
        {
            var target = output.Target.Slice(i * channels, channels);
            target.Fill(isMean ? 0 : float.NegativeInfinity);
            var count = 0;
            for (var offset = 0L; offset < numOffsets; offset++)
            {
                var place = Place(windows, i % places, offset);
                if (place < 0)
                    continue;
                count++;
                Take(input.Span.Slice((((i / places) * (input.Length / input.Shape[0] / channels)) + place) * channels, channels), target, isMean);
            }

            for (var channel = 0; isMean && channel < channels; channel++)
                target[channel] /= count; // padding does not count
        }

        return output;
    }

    // Where in its sample a window looks, counted in places; -1 in the padding.
    static int Place(Window[] windows, int output, long offset)
    {
        var (place, stride) = (0, 1);
        for (var axis = windows.Length - 1; axis >= 0; axis--)
        {
            var window = windows[axis];
            var index = window.Place(output % window.Output, (int)(offset % window.Size));
            if ((uint)index >= (uint)window.Input)
                return -1;
            place += index * stride;
            stride *= window.Input;
            (output, offset) = (output / window.Output, offset / window.Size);
        }

        return place;
    }

    static void Take(ReadOnlySpan<float> values, Span<float> target, bool isMean)
    {
        for (var channel = 0; channel < target.Length; channel++)
            target[channel] = isMean ? target[channel] + values[channel] : Math.Max(target[channel], values[channel]);
    }
}
