namespace Spam.Keras.Layers.Windows;

/// <summary>How a window runs over the steps of a sequence.</summary>
/// <remarks>Source: TensorFlow, core/framework/kernel_shape_util.cc; Keras 2.15, keras/src/utils/conv_utils.py, conv_output_length.</remarks>
/// <param name="Size">How many steps it sees.</param>
/// <param name="Strides">How far it moves from one output to the next.</param>
/// <param name="Padding">What stands beyond the ends.</param>
/// <param name="Dilation">How far apart the steps are that it sees.</param>
sealed record Window(int Size, int Strides, Padding Padding, int Dilation = 1)
{
    /// <summary>From the first step it sees to the last.</summary>
    public int Reach => ((Size - 1) * Dilation) + 1;

    /// <summary>How many outputs there are for <paramref name="steps"/> inputs; 0 or below where the window does not fit.</summary>
    public int NumOutputs(int steps) => Padding == Padding.Valid
        ? steps < Reach ? 0 : ((steps - Reach) / Strides) + 1
        : (steps + Strides - 1) / Strides;

    /// <summary>How many steps stand before the first input.</summary>
    public int Left(int steps) => Padding switch
    {
        Padding.Same => TotalOfSame(steps) / 2,
        Padding.Causal => Reach - 1,
        _ => 0,
    };

    /// <summary>How many steps there are with those before and behind, as far as the window gets.</summary>
    public int PaddedSteps(int steps) => Padding switch
    {
        Padding.Same => steps + TotalOfSame(steps),
        Padding.Causal => steps + Reach - 1,
        _ => steps,
    };

    int TotalOfSame(int steps) => Math.Max(((NumOutputs(steps) - 1) * Strides) + Reach - steps, 0);
}
