using Spam.Keras.Kernels.Randomness;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Draws the dropout masks of a recurrent layer for one batch.</summary>
static class DrawnMasks
{
    /// <summary>What a layer with these options draws for a use: masks of the inputs and of the states, or null where nothing is dropped.</summary>
    public static (MaskBank? Inputs, MaskBank? Recurrent) Draw(RecurrentOptions options, int numGates, Call call, Layer layer)
    {
        if (options.Dropout == 0 && options.RecurrentDropout == 0)
            return default;

        var (batch, steps, features) = (call.Input.Shape[0], call.Input.Shape[1], call.Input.Shape[2]);
        var random = call.RequireRandom(layer);
        var numSteps = options.DropoutMaskLife == RecurrentDropout.PerStep ? steps : 1;
        var numInputGates = options.RecurrentDropout > 0 || options.Implementation == 1 ? numGates : 1; // else Keras has one mask for all gates
        return (
            options.Dropout > 0 ? Masks(numInputGates, features, options.Dropout) : null,
            options.RecurrentDropout > 0 ? Masks(numGates, options.Units, options.RecurrentDropout) : null);

        MaskBank Masks(int gates, int width, float rate)
        {
            if (numSteps > 1)
                return new BitMasks(random, rate, numSteps, gates, batch, width, call.Pass);

            var factors = call.Pass.Rent(1, gates, batch, width);
            DropoutMask.Draw(random, rate, factors.Span);
            return new FactorMasks(factors);
        }
    }
}
