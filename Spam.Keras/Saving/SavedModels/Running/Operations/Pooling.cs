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

        var inputPlaces = input.Length / input.Shape[0] / channels;
        var places = output.Length / input.Shape[0] / channels;
        var (first, counts) = (new int[numAxes], new int[numAxes]);
        for (var i = 0; i < input.Shape[0] * places; i++)
        {
            call.Run.ThrowIfCancelled();
            var target = output.Target.Slice(i * channels, channels);
            target.Fill(isMean ? 0 : float.NegativeInfinity);
            var count = Look(windows, i % places, first, counts);
            for (var offset = 0; offset < count; offset++)
            {
                var place = (i / places * inputPlaces) + Place(windows, first, counts, offset);
                Take(input.Span.Slice(place * channels, channels), target, isMean);
            }

            for (var channel = 0; isMean && channel < channels; channel++)
                target[channel] /= count; // padding does not count
        }

        return output;
    }

    // The part of a window that is inside the input: where it begins along each axis, how far it goes, and how many places that is.
    static int Look(Window[] windows, int output, int[] first, int[] counts)
    {
        var count = 1;
        for (var axis = windows.Length - 1; axis >= 0; axis--)
        {
            var window = windows[axis];
            var start = window.Place(output % window.Output, 0);
            output /= window.Output;
            first[axis] = Math.Max(start, 0);
            counts[axis] = (int)Math.Max(0, Math.Min((long)start + window.Size, window.Input) - first[axis]);
            count *= counts[axis];
        }

        return count;
    }

    // One of these places, counted from the beginning of the sample.
    static int Place(Window[] windows, int[] first, int[] counts, int offset)
    {
        var (place, stride) = (0, 1);
        for (var axis = windows.Length - 1; axis >= 0; axis--)
        {
            place += (first[axis] + (offset % counts[axis])) * stride;
            stride *= windows[axis].Input;
            offset /= counts[axis];
        }

        return place;
    }

    static void Take(ReadOnlySpan<float> values, Span<float> target, bool isMean)
    {
        for (var channel = 0; channel < target.Length; channel++)
            target[channel] = isMean ? target[channel] + values[channel] : Math.Max(target[channel], values[channel]);
    }
}
