using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Masks as factors, number by number: handed in, or drawn for all steps.</summary>
sealed class FactorMasks : MaskBank
{
    readonly Tensor _masks;

    /// <summary>Over factors (steps or 1, gates or 1, batch, width).</summary>
    public FactorMasks(Tensor masks) : base(masks.Shape[0], masks.Shape[1], masks.Shape[2], masks.Shape[3]) => _masks = masks;

    /// <summary>A bank of these masks, or none.</summary>
    /// <exception cref="KerasException">The masks do not fit.</exception>
    public static FactorMasks? Of(Tensor? masks, int numSteps, int numGates, int batch, int width, Layer layer)
    {
        if (masks is null)
            return null;

        var fits = masks.Rank == 4 && (masks.Shape[0] == 1 || masks.Shape[0] == numSteps) && (masks.Shape[1] == 1 || masks.Shape[1] == numGates)
            && masks.Shape[2] == batch && masks.Shape[3] == width;
        return fits
            ? new FactorMasks(masks)
            : throw new KerasException(
                $"{layer} got dropout masks of shape {masks.Shape}; expected (1 or {numSteps} steps, 1 or {numGates} gates, {batch}, {width}).");
    }

    public override void Multiply(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y)
        => VectorOps.Multiply(x, Factors(step, gate, row, x.Length), y);

    public override void AddProduct(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y)
        => VectorOps.AddProduct(x, Factors(step, gate, row, x.Length), y);

    ReadOnlySpan<float> Factors(int step, int gate, int row, int length) => _masks.Span.Slice(PlaceOf(step, gate, row) * Width, length);
}
