namespace Spam.Keras.Layers.Recurrent;

/// <summary>Dropout masks of a recurrent layer, (steps or 1, gates or 1, batch, width), found by step, gate and row.</summary>
abstract class MaskBank(int numSteps, int numGates, int batch, int width)
{
    /// <summary>How many steps have a mask of their own; 1 where all share it.</summary>
    public int NumSteps => numSteps;

    /// <summary>How many gates have a mask of their own; 1 where all share it.</summary>
    public int NumGates => numGates;

    /// <summary>Whether each step has its own mask.</summary>
    public bool DiffersByStep => numSteps > 1;

    /// <summary>Whether each gate has its own mask.</summary>
    public bool DiffersByGate => numGates > 1;

    /// <summary>How many numbers a row has.</summary>
    protected int Width => width;

    /// <summary><c>y = x ∘ mask</c> for rows from <paramref name="row"/> on, as many as <paramref name="x"/> holds; y may be x.</summary>
    public abstract void Multiply(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y);

    /// <summary><c>y += x ∘ mask</c> for rows from <paramref name="row"/> on, as many as <paramref name="x"/> holds.</summary>
    public abstract void AddProduct(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Where a row stands among all rows of all masks.</summary>
    protected int PlaceOf(int step, int gate, int row) => (((((numSteps == 1 ? 0 : step) * numGates) + (numGates == 1 ? 0 : gate)) * batch) + row);
}
