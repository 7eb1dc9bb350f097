namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>How a window moves over one axis.</summary>
/// <param name="Input">Places of the input.</param>
/// <param name="Output">How many windows there are.</param>
/// <param name="Size">Places of a window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one place of a window to the next.</param>
/// <param name="Before">Places of padding before the input.</param>
readonly record struct Window(int Input, int Output, int Size, int Stride, int Dilation, int Before)
{
    /// <summary>The place of the input that a window looks at; below 0 or beyond the input in the padding.</summary>
    public int Place(int output, int offset) => (output * Stride) - Before + (offset * Dilation);
}
