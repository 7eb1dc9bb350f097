namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Windows over the axes between batch and channels, from the attributes of convolutions and pools.</summary>
static class Windows
{
    /// <summary>The windows along each axis of <paramref name="shape"/> between its first and its last.</summary>
    /// <param name="call">The operation, whose strides, dilations and padding are read.</param>
    /// <param name="shape">(batch, axes..., channels).</param>
    /// <param name="sizes">Of the window, along each axis.</param>
    /// <exception cref="KerasException">The attributes are damaged, or say what is not supported.</exception>
    public static Window[] Of(NodeCall call, Shape shape, ReadOnlySpan<int> sizes)
    {
        var numAxes = sizes.Length;
        if (call.Text("data_format", "N") is ['N', 'C', ..])
            throw call.Fail("its channels come first, which is not run; TensorFlow itself runs it on graphics cards only");
        if (shape.Rank != numAxes + 2)
            throw call.Fail($"its input has shape {shape}; expected {numAxes + 2} axes");

        var (strides, dilations) = (PerAxis("strides"), PerAxis("dilations"));
        var explicitly = call.Numbers("explicit_paddings");
        var windows = new Window[numAxes];
        for (var axis = 0; axis < numAxes; axis++)
        {
            var (input, size, stride, dilation) = (shape[axis + 1], sizes[axis], strides[axis], dilations[axis]);
            var reach = checked(((size - 1) * dilation) + 1);
            var (output, before) = call.Text("padding", "") switch
            {
                "VALID" => (input < reach ? 0 : ((input - reach) / stride) + 1, 0),
                "SAME" when ((input + stride - 1) / stride) is var count => (count, Math.Max(0, checked(((count - 1) * stride) + reach) - input) / 2),
                "EXPLICIT" when explicitly.Length == 2 * shape.Rank && explicitly.All(size => size >= 0)
                    && checked(input + explicitly[(2 * axis) + 2] + explicitly[(2 * axis) + 3]) is var padded
                    => (padded < reach ? 0 : ((padded - reach) / stride) + 1, explicitly[(2 * axis) + 2]),
                var padding => throw call.Fail($"its padding is {FileText.Show(padding)} {string.Join(", ", explicitly.Take(12))}; expected SAME, VALID or EXPLICIT with two numbers for each axis"),
            };
            windows[axis] = new(input, output, size, stride, dilation, before);
        }

        return windows;

        int[] PerAxis(string name)
        {
            var values = call.Numbers(name);
            if (values.Length == 0 && name == "dilations")
                values = [.. Enumerable.Repeat(1, numAxes + 2)];
            return values.Length == numAxes + 2 && values[0] == 1 && values[^1] == 1 && values.All(value => value > 0)
                ? values[1..^1]
                : throw call.Fail($"its {name} are {string.Join(", ", values.Take(12))}; expected {numAxes + 2} numbers above 0, the first and last of them 1");
        }
    }
}
