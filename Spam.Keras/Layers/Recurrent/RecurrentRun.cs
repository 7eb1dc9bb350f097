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

    public RecurrentRun(Call call, GateWeights weights, RecurrentOptions options, int numStates, IReadOnlyList<Tensor>? initialStates,
        ReadOnlyMemory<float> projectionBias, MaskBank? inputMasks)
    {
        var inputs = call.Input.Shape;
        (Batch, NumSteps, NumFeatures) = (inputs[0], inputs[1], inputs[2]);
        Weights = weights;
        Options = options;
        Keeps = call.Pass.KeepsState;
        NumSlots = Keeps ? NumSteps : Math.Min(NumSteps, BlockLength);
        _numStates = Keeps ? NumSteps + 1 : 2;
        Projections = call.Pass.Rent(NumSlots, weights.NumGates, Batch, Units);
        _states = new Tensor[numStates];
        for (var state = 0; state < numStates; state++)
        {
            _states[state] = call.Pass.Rent(_numStates, Batch, Units);
            if (initialStates is null)
                _states[state].Sample(0).Clear();
            else
                initialStates[state].Span.CopyTo(_states[state].Sample(0));
        }

        Inputs = InputProjection.Of(this, call, projectionBias, inputMasks);
    }

    /// <summary>What the inputs add to each step.</summary>
    public InputProjection Inputs { get; }

    public int Batch { get; }

    public int NumSteps { get; }

    public int NumFeatures { get; }

    public RecurrentOptions Options { get; }

    public int Units => Options.Units;

    public int NumStates => _states.Length;

    public GateWeights Weights { get; }

    public int NumGates => Weights.NumGates;

    public bool Keeps { get; }

    public bool GoesBackwards => Options.GoBackwards;

    /// <summary>Steps whose projections are held at once.</summary>
    public int NumSlots { get; }

    /// <summary>For each step and gate what the activation reads; a cell may leave there what its way back needs, and its way back leaves the gradients there.</summary>
    public Tensor Projections { get; }

    /// <summary>What else the cell keeps: (steps, batch, units), or one entry where a step needs it only while it runs.</summary>
    public Tensor? Kept { get; set; }

    /// <summary>The projections as they were before the activations, kept where an activation's slope cannot be told from its result.</summary>
    public Tensor? BeforeActivations { get; set; }

    /// <summary>What the layer gave, kept where a penalty on it has a way back.</summary>
    public IReadOnlyList<Tensor> Outputs { get; set; } = [];

    /// <summary>Whether the states at the beginning were those that came as inputs.</summary>
    public bool BeganAsGiven { get; init; }

    public MaskBank? RecurrentMasks { get; init; }

    /// <summary>(batch, steps) of 1 and 0, or null: a step of 0 leaves the states as they were.</summary>
    public Tensor? StepMask { get; init; }

    /// <summary>The place in the inputs that a step reads.</summary>
    public int PositionOf(int step) => GoesBackwards ? NumSteps - 1 - step : step;

    /// <summary>A gate's projections at a step, for a range of rows.</summary>
    public Span<float> Gate(int step, int gate, int row, int numRows) => GateOf(Projections, step, gate, row, numRows);

    /// <summary>A state before a step (state 0 is the output), for a range of rows.</summary>
    public Span<float> State(int state, int step, int row, int numRows)
        => _states[state].Span.Slice((((step % _numStates) * Batch) + row) * Units, numRows * Units);

    /// <summary>A state before each of several steps, (steps, batch, units); only where every state is kept.</summary>
    public Span<float> States(int state, int step, int numSteps) => _states[state].Span.Slice(step * Batch * Units, numSteps * Batch * Units);

    /// <summary>Copies the state after the last step into <paramref name="to"/>, (batch, units).</summary>
    public Tensor FinalState(int state, Tensor to)
    {
        State(state, NumSteps, 0, Batch).CopyTo(to.Span);
        return to;
    }

    /// <summary>What the cell keeps for a step, for a range of rows.</summary>
    public Span<float> KeptAt(int step, int row, int numRows) => Kept!.Span.Slice((((step % Kept.Shape[0]) * Batch) + row) * Units, numRows * Units);

    /// <summary>What the cell keeps for each of several steps; only where every step's is kept.</summary>
    public Span<float> KeptAt(int step, int numSteps) => Kept!.Span.Slice(step * Batch * Units, numSteps * Batch * Units);

    /// <summary>Remembers a gate's projections before an activation replaces them, where <see cref="BeforeActivations"/> has room.</summary>
    public void KeepBeforeActivation(int step, int gate, int row, int numRows)
    {
        if (BeforeActivations is not null)
            Gate(step, gate, row, numRows).CopyTo(BeforeActivation(step, gate, row, numRows));
    }

    /// <summary>A gate's projections as they were before the activation.</summary>
    public Span<float> BeforeActivation(int step, int gate, int row, int numRows)
        => GateOf(BeforeActivations!, step, gate, row, numRows); // there whenever a way back follows that asks

    /// <summary>Sets the gradients that a row's step left behind to zero: the weights have no part in a step that was left out.</summary>
    public void ClearGradients(int step, int row)
    {
        for (var gate = 0; gate < NumGates; gate++)
            Gate(step, gate, row, 1).Clear();
        if (Kept is not null)
            KeptAt(step, row, 1).Clear();
    }

    /// <summary>Whether a row's step is real.</summary>
    public bool IsReal(int row, int step) => StepMask is null || StepMask[(row * NumSteps) + PositionOf(step)] != 0;

    /// <summary>A gate's place at a step in a tensor of the projections' shape.</summary>
    Span<float> GateOf(Tensor tensor, int step, int gate, int row, int numRows)
        => tensor.Span.Slice((((((step % NumSlots) * NumGates) + gate) * Batch) + row) * Units, numRows * Units);
}
