using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Draws the dropout masks of a recurrent layer for one batch.</summary>
static class DrawnMasks
{
    /// <summary>The masks in the layout of <see cref="DropoutMasks"/>, or null where nothing is dropped.</summary>
    public static DropoutMasks? Draw(RecurrentOptions options, int numGates, Call call, Layer layer)
    {
        if (options.Dropout == 0 && options.RecurrentDropout == 0)
            return null;

        var (batch, steps, features) = (call.Input.Shape[0], call.Input.Shape[1], call.Input.Shape[2]);
        var random = call.RequireRandom(layer);
        var numSteps = options.DropoutMaskLife == RecurrentDropout.PerStep ? steps : 1;
        var numInputGates = options.RecurrentDropout > 0 || options.Implementation == 1 ? numGates : 1; // else Keras has one mask for all gates
        return new(
            options.Dropout > 0 ? Mask(numInputGates, features, options.Dropout) : null,
            options.RecurrentDropout > 0 ? Mask(numGates, options.Units, options.RecurrentDropout) : null);

        Tensor Mask(int gates, int width, float rate)
        {
            var mask = call.Pass.Rent(numSteps, gates, batch, width);
            DropoutMask.Draw(random, rate, mask.Span);
            return mask;
        }
    }
}
