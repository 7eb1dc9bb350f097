using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Convolutions and pools over inputs of one row, whose windows are counted by hand.</summary>
public class WindowsTests
{
    [Theory]
    [InlineData("VALID", 1, 1, new[] { 21f, 32, 43 })]
    [InlineData("SAME", 1, 1, new[] { 21f, 32, 43, 4 })]
    [InlineData("VALID", 2, 1, new[] { 21f, 43 })]
    [InlineData("SAME", 3, 1, new[] { 21f, 4 })]
    [InlineData("VALID", 1, 2, new[] { 31f, 42 })]
    public void A_filter_moves_along(string padding, long stride, long dilation, float[] expected)
        => Gives(
            Floats([1, 1, expected.Length, 1], expected), "Conv2D", [Floats([1, 1, 4, 1], 1, 2, 3, 4), Floats([1, 2, 1, 1], 1, 10)],
            ("strides", Of(1, 1, stride, 1)), ("padding", Of(padding)), ("dilations", Of(1, 1, dilation, 1)));

    [Fact]
    public void Padding_is_said_outright_for_causal_layers()
        => Gives(
            Floats([1, 1, 3, 1], 10, 21, 32), "Conv2D", [Floats([1, 1, 3, 1], 1, 2, 3), Floats([1, 2, 1, 1], 1, 10)],
            ("strides", Of(1, 1, 1, 1)), ("padding", Of("EXPLICIT")), ("explicit_paddings", Of(0, 0, 0, 0, 1, 0, 0, 0)));

    [Fact]
    public void Rows_channels_and_filters()
        => Gives( // two channels, two filters: (1, 0) sums the first channel, (0, 1) the second
            Floats([1, 1, 1, 2], 1 + 3 + 5 + 7, 2 + 4 + 6 + 8), "Conv2D",
            [Floats([1, 2, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8), Floats([2, 2, 2, 2], 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1)],
            ("strides", Of(1, 1, 1, 1)), ("padding", Of("VALID")));

    [Fact]
    public void Groups_have_filters_of_their_own()
        => Gives(
            Floats([1, 1, 2, 2], 10, 200, 30, 400), "Conv2D", [Floats([1, 1, 2, 2], 1, 2, 3, 4), Floats([1, 1, 1, 2], 10, 100)],
            ("strides", Of(1, 1, 1, 1)), ("padding", Of("VALID")));

    [Fact]
    public void Each_channel_has_filters_of_its_own()
        => Gives(
            Floats([1, 1, 1, 4], 1 + 30, 100 + 3000, 2 + 40, 200 + 4000), "DepthwiseConv2dNative",
            [Floats([1, 1, 2, 2], 1, 2, 3, 4), Floats([1, 2, 2, 2], 1, 100, 1, 100, 10, 1000, 10, 1000)],
            ("strides", Of(1, 1, 1, 1)), ("padding", Of("VALID")));

    [Fact]
    public void A_transposed_convolution_spreads_each_number()
        => Gives(
            Floats([1, 1, 4, 1], 1, 10, 2, 20), "Conv2DBackpropInput", [List(1, 1, 4, 1), Floats([1, 2, 1, 1], 1, 10), Floats([1, 1, 2, 1], 1, 2)],
            ("strides", Of(1, 1, 2, 1)), ("padding", Of("VALID")));

    [Fact]
    public void The_largest_and_the_mean_of_windows()
    {
        var (input, size, stride) = (Floats([1, 1, 5, 1], 1, 5, 3, -2, -4), ("ksize", Of(1, 1, 2, 1)), ("strides", Of(1, 1, 2, 1)));

        Gives(Floats([1, 1, 2, 1], 5, 3), "MaxPool", [input], size, stride, ("padding", Of("VALID")));
        Gives(Floats([1, 1, 3, 1], 5, 3, -4), "MaxPool", [input], size, stride, ("padding", Of("SAME")));
        Gives(Floats([1, 1, 3, 1], 3, 0.5f, -4), "AvgPool", [input], size, stride, ("padding", Of("SAME")));
        Gives(Floats([1, 1, 5, 1], 5, 5, 5, 5, 5), "MaxPool", [input], ("ksize", Of(1, 1_000_000_001, 9, 1)), ("strides", Of(1, 1, 1, 1)), ("padding", Of("SAME")));
        Gives(
            Floats([1, 1, 1, 1, 1], 2.5f), "AvgPool3D", [Floats([1, 1, 2, 2, 1], 1, 2, 3, 4)],
            ("ksize", Of(1, 1, 2, 2, 1)), ("strides", Of(1, 1, 1, 1, 1)), ("padding", Of("VALID")));
    }

    [Fact]
    public void What_is_not_supported_or_damaged_is_refused()
    {
        (string, AttrValue) strides = ("strides", Of(1, 1, 1, 1)), padding = ("padding", Of("VALID"));
        var (input, filter) = (Floats([1, 1, 2, 1], 1, 2), Floats([1, 1, 1, 1], 1));

        Assert.Contains("its channels come first", Refused("Conv2D", [input, filter], strides, padding, ("data_format", Of("NCHW"))), StringComparison.Ordinal);
        Assert.Contains("its padding is 'HALF'", Refused("Conv2D", [input, filter], strides, ("padding", Of("HALF"))), StringComparison.Ordinal);
        Assert.Contains("its strides are 1, 0", Refused("Conv2D", [input, filter], ("strides", Of(1, 0, 1, 1)), padding), StringComparison.Ordinal);
        Assert.Contains("which does not fit the channels", Refused("Conv2D", [input, Floats([1, 1, 2, 1], 1, 1)], strides, padding), StringComparison.Ordinal);
        Assert.Contains("its windows are 0", Refused("MaxPool", [input], ("ksize", Of(0, 1, 1, 1)), strides, padding), StringComparison.Ordinal);
        Assert.Contains("it spreads a", Refused("Conv2DBackpropInput", [List(1, 1, 9, 1), filter, input], strides, padding), StringComparison.Ordinal);
    }
}
