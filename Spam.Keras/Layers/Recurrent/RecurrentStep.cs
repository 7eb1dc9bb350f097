using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>One step of a recurrent layer and its way back: the formula (Keras's cell), apart from the loop. It holds options and no numbers.</summary>
abstract class RecurrentStep
{
    /// <summary>Parts of the kernels, side by side: one product each.</summary>
    public abstract int NumGates { get; }

    /// <summary>States that a step hands on: the output, and for LSTM the cell state.</summary>
    public virtual int NumStates => 1;

    /// <summary>What the input's products start from.</summary>
    public virtual ReadOnlyMemory<float> ProjectionBias(Parameter bias) => bias.Value.Memory;

    /// <summary>Gives the run the buffers that the step needs, for itself and for its way back.</summary>
    public abstract void Prepare(RecurrentRun run, Pass pass);

    /// <summary>For a range of rows: from the projections and the states before to the states after.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="row">The first row.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="scratch">Room for (rows, units).</param>
    public abstract void Forward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch);

    /// <summary>The way back. Leaves the gradients of the projections in their place.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="row">The first row.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="stateGradients">For each state: in, the gradients of the states after the step; out, of those before.</param>
    /// <param name="scratch">Room for (rows, units).</param>
    /// <param name="moreScratch">Room for (rows, units).</param>
    public abstract void Backward(
        RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch, Span<float> moreScratch);

    /// <summary>What a gate's recurrent product read at so many steps from one on, (steps, batch, units): the states as they stand, or put together in the space.</summary>
    public virtual ReadOnlySpan<float> StatesRead(RecurrentRun run, int step, int numSteps, int gate, Span<float> space)
    {
        if (run.RecurrentMasks is not { } masks)
            return run.States(0, step, numSteps);

        var size = run.Batch * run.Units;
        for (var i = 0; i < numSteps; i++)
            masks.Multiply(step + i, gate, 0, run.State(0, step + i, 0, run.Batch), space.Slice(i * size, size));
        return space;
    }

    /// <summary>The gradients of what a gate's recurrent product gave at a step, (batch, units).</summary>
    public virtual Span<float> StateSums(RecurrentRun run, int step, int gate) => run.Gate(step, gate, 0, run.Batch);

    /// <summary>Adds the gradients of one gate's part of the bias.</summary>
    public virtual void AddBiasGradients(RecurrentRun run, Tensor gradient, int gate)
        => run.Inputs.AddBiasGradients(gradient.Span.Slice(gate * run.Units, run.Units), gate);

    /// <summary>The state before the step as a gate's product sees it: with its dropout mask, where there is one.</summary>
    protected static ReadOnlySpan<float> MaskedState(RecurrentRun run, int step, int gate, int row, int numRows, Span<float> scratch)
    {
        var state = run.State(0, step, row, numRows);
        if (run.RecurrentMasks is not { } masks)
            return state;

        masks.Multiply(step, gate, row, state, scratch);
        return scratch;
    }

    /// <summary>Adds <c>(h ∘ mask)·recurrent_kernel</c> to the projections of one gate.</summary>
    protected static void AddRecurrentProduct(RecurrentRun run, int step, int gate, int row, int numRows, Span<float> scratch)
        => MatMul.Multiply(
            MaskedState(run, step, gate, row, numRows, scratch), numRows, run.Units, 1, run.Weights.Recurrent[gate],
            run.Gate(step, gate, row, numRows), run.Units, accumulate: true);

    /// <summary>Adds one gate's share to the gradients of the state before the step: <c>(dz·recurrent_kernelᵀ) ∘ mask</c>.</summary>
    protected static void AddStateGradients(
        RecurrentRun run, int step, int gate, int row, int numRows, ReadOnlySpan<float> gateGradients, Span<float> gradients, Span<float> scratch)
    {
        var isMasked = run.RecurrentMasks is not null;
        MatMul.Multiply(
            gateGradients, numRows, run.Units, 1, run.Weights.RecurrentTransposed[gate],
            isMasked ? scratch : gradients, run.Units, accumulate: !isMasked);
        if (run.RecurrentMasks is { } masks)
            masks.AddProduct(step, gate, row, scratch, gradients);
    }
}
