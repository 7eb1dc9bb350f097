using Spam.Keras.Activations;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>What the steps of <see cref="GRU"/> share: the gates z (update), r (reset) and h (candidate), and the blend of the state with the candidate.</summary>
abstract class GRUStep(Activation activation, Activation recurrentActivation) : RecurrentStep
{
    protected const int Update = 0, Reset = 1, Candidate = 2;

    public sealed override int NumGates => 3;

    /// <summary>Whether the gates are sigmoids and the candidate goes through tanh.</summary>
    protected bool IsStandard { get; } = activation.Name == "tanh" && recurrentActivation.Name == "sigmoid";

    /// <summary>Turns a gate's sums into its values.</summary>
    protected void Activate(RecurrentRun run, int step, int gate, int row, int numRows)
    {
        var values = run.Gate(step, gate, row, numRows);
        run.KeepBeforeActivation(step, gate, row, numRows);
        FunctionOf(gate).Forward(values, values, run.Units);
    }

    /// <summary>Replaces a gate's values by the gradients of its sums.</summary>
    protected void Deactivate(RecurrentRun run, int step, int gate, int row, int numRows, ReadOnlySpan<float> gradients)
    {
        var values = run.Gate(step, gate, row, numRows);
        FunctionOf(gate).Backward(run.BeforeActivation(step, gate, row, numRows), values, gradients, values, run.Units);
    }

    protected static void Blend(RecurrentRun run, int step, int row, int numRows)
        => GRUCell.Blend(
            run.Gate(step, Update, row, numRows), run.Gate(step, Candidate, row, numRows),
            run.State(0, step, row, numRows), run.State(0, step + 1, row, numRows));

    /// <summary>The way back of <see cref="Blend"/> and of the two gates that it reads.</summary>
    protected void BlendBackward(
        RecurrentRun run, int step, int row, int numRows, Span<float> outputGradient, Span<float> scratch, Span<float> moreScratch)
    {
        GRUCell.BlendBackward(
            run.Gate(step, Update, row, numRows), run.Gate(step, Candidate, row, numRows), run.State(0, step, row, numRows),
            outputGradient, scratch, moreScratch);
        Deactivate(run, step, Update, row, numRows, scratch);
        Deactivate(run, step, Candidate, row, numRows, moreScratch);
    }

    Activation FunctionOf(int gate) => gate == Candidate ? activation : recurrentActivation;
}
