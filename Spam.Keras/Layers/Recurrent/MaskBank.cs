namespace Spam.Keras.Layers.Recurrent;

/// <summary>Dropout masks of a recurrent layer, (steps or 1, gates or 1, batch, width), found by step, gate and row.</summary>
readonly struct MaskBank(Tensor masks)
{
    readonly int _numSteps = masks.Shape[0], _numGates = masks.Shape[1], _batch = masks.Shape[2], _width = masks.Shape[3];

    /// <summary>Whether each step has its own mask.</summary>
    public bool DiffersByStep => _numSteps > 1;

    /// <summary>Whether each gate has its own mask.</summary>
    public bool DiffersByGate => _numGates > 1;

    /// <summary>The factors of <paramref name="numRows"/> rows from <paramref name="row"/> on.</summary>
    public ReadOnlySpan<float> Rows(int step, int gate, int row, int numRows)
    {
        var mask = ((_numSteps == 1 ? 0 : step) * _numGates) + (_numGates == 1 ? 0 : gate);
        return masks.Span.Slice(((mask * _batch) + row) * _width, numRows * _width);
    }

    /// <summary>A bank of these masks, or none.</summary>
    /// <exception cref="KerasException">The masks do not fit.</exception>
    public static MaskBank? From(Tensor? masks, int numSteps, int numGates, int batch, int width, Layer layer)
    {
        if (masks is null)
            return null;

        var fits = masks.Rank == 4 && (masks.Shape[0] == 1 || masks.Shape[0] == numSteps) && (masks.Shape[1] == 1 || masks.Shape[1] == numGates)
            && masks.Shape[2] == batch && masks.Shape[3] == width;
        return fits
            ? new MaskBank(masks)
            : throw new KerasException(
                $"{layer} got dropout masks of shape {masks.Shape}; expected (1 or {numSteps} steps, 1 or {numGates} gates, {batch}, {width}).");
    }
}
