namespace Spam.Keras.Layers.Recurrent;

/// <summary>The buffers of one use of a recurrent layer. Rows of a batch never mix, so threads work on rows of their own without waiting for each other.</summary>
/// <remarks>
/// Shapes: projections (steps, gates, batch, units); states (steps + 1, batch, units), of which entry s is the state before step s.
/// A run that keeps nothing for a way back holds the projections of a block of steps only, and two entries of each state.
/// </remarks>
sealed class RecurrentRun
{
    /// <summary>Steps whose projections are held at once where nothing is kept.</summary>
    const int BlockLength = 32;

    readonly int _numStates;
    readonly Tensor[] _states;

    public RecurrentRun(Call call, GateWeights weights, int units, int numStates, bool goBackwards)
    {
        Inputs = call.Input;
        (Batch, NumSteps, NumFeatures) = (Inputs.Shape[0], Inputs.Shape[1], Inputs.Shape[2]);
        Weights = weights;
        Units = units;
        Keeps = call.Pass.KeepsState;
        GoesBackwards = goBackwards;
        NumSlots = Keeps ? NumSteps : Math.Min(NumSteps, BlockLength);
        _numStates = Keeps ? NumSteps + 1 : 2;
        Projections = call.Pass.Rent(NumSlots, weights.NumGates, Batch, units);
        _states = new Tensor[numStates];
        for (var state = 0; state < numStates; state++)
        {
            _states[state] = call.Pass.Rent(_numStates, Batch, units);
            _states[state].Sample(0).Clear();
        }
    }

    public Tensor Inputs { get; }

    public int Batch { get; }

    public int NumSteps { get; }

    public int NumFeatures { get; }

    public int Units { get; }

    public GateWeights Weights { get; }

    public int NumGates => Weights.NumGates;

    public bool Keeps { get; }

    public bool GoesBackwards { get; }

    /// <summary>Steps whose projections are held at once.</summary>
    public int NumSlots { get; }

    /// <summary>For each step and gate what the activation reads; a cell may leave there what its way back needs, and its way back leaves the gradients there.</summary>
    public Tensor Projections { get; }

    /// <summary>What else the cell keeps for each step (batch, units).</summary>
    public Tensor? Kept { get; set; }

    /// <summary>The projections as they were before the activations, kept where an activation's slope cannot be told from its result.</summary>
    public Tensor? BeforeActivations { get; set; }

    public MaskBank? InputMasks { get; init; }

    public MaskBank? RecurrentMasks { get; init; }

    /// <summary>(batch, steps) of 1 and 0, or null: a step of 0 leaves the states as they were.</summary>
    public Tensor? StepMask { get; init; }

    /// <summary>The place in the inputs that a step reads.</summary>
    public int PositionOf(int step) => GoesBackwards ? NumSteps - 1 - step : step;

    /// <summary>A gate's projections at a step, for a range of rows.</summary>
    public Span<float> Gate(int step, int gate, int row, int numRows) => GateOf(Projections, step, gate, row, numRows);

    /// <summary>The same place in another tensor of the projections' shape.</summary>
    public Span<float> GateOf(Tensor tensor, int step, int gate, int row, int numRows)
        => tensor.Span.Slice((((((step % NumSlots) * NumGates) + gate) * Batch) + row) * Units, numRows * Units);

    /// <summary>A state before a step (state 0 is the output), for a range of rows.</summary>
    public Span<float> State(int state, int step, int row, int numRows)
        => _states[state].Span.Slice((((step % _numStates) * Batch) + row) * Units, numRows * Units);

    /// <summary>What the cell keeps for a step, for a range of rows.</summary>
    public Span<float> KeptAt(int step, int row, int numRows) => Kept!.Span.Slice((((step % NumSlots) * Batch) + row) * Units, numRows * Units);

    /// <summary>Whether a row's step is real.</summary>
    public bool IsReal(int row, int step) => StepMask is null || StepMask[(row * NumSteps) + PositionOf(step)] != 0;
}
