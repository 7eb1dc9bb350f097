using Spam.Keras.Activations;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The step of a <see cref="GRU"/> that resets the state before its product with the candidate's part. Its run keeps the reset state.</summary>
sealed class GRUResetBeforeStep(Activation activation, Activation recurrentActivation) : GRUStep(activation, recurrentActivation)
{
    public override void Prepare(RecurrentRun run, Pass pass)
    {
        run.Kept = pass.Rent(run.Keeps ? run.NumSlots : 1, run.Batch, run.Units);
        if (run.Keeps)
            run.BeforeActivations = pass.Rent(run.Projections.Shape.Sizes);
    }

    public override void Forward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch)
    {
        AddRecurrentProduct(run, step, Update, row, numRows, scratch);
        AddRecurrentProduct(run, step, Reset, row, numRows, scratch);
        Activate(run, step, Update, row, numRows);
        Activate(run, step, Reset, row, numRows);

        var resetState = run.KeptAt(step, row, numRows);
        VectorOps.Multiply(MaskedState(run, step, Candidate, row, numRows, scratch), run.Gate(step, Reset, row, numRows), resetState);
        MatMul.Multiply(
            resetState, numRows, run.Units, 1, run.Weights.Recurrent[Candidate], run.Gate(step, Candidate, row, numRows), run.Units, accumulate: true);
        Activate(run, step, Candidate, row, numRows);
        Blend(run, step, row, numRows);
    }

    public override void Backward(
        RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch, Span<float> moreScratch)
    {
        var outputGradient = stateGradients[0].AsSpan();
        BlendBackward(run, step, row, numRows, outputGradient, scratch, moreScratch);

        MatMul.Multiply(
            run.Gate(step, Candidate, row, numRows), numRows, run.Units, 1, run.Weights.RecurrentTransposed[Candidate], moreScratch, run.Units);
        var r = run.Gate(step, Reset, row, numRows);
        VectorOps.Multiply(moreScratch, r, scratch);
        if (run.RecurrentMasks is { } masks)
        {
            masks.AddProduct(step, Candidate, row, scratch, outputGradient);
            masks.Multiply(step, Candidate, row, moreScratch, moreScratch);
        }
        else
        {
            VectorOps.Add(scratch, outputGradient);
        }

        VectorOps.Multiply(moreScratch, run.State(0, step, row, numRows), moreScratch);
        Deactivate(run, step, Reset, row, numRows, moreScratch);

        AddStateGradients(run, step, Update, row, numRows, run.Gate(step, Update, row, numRows), outputGradient, scratch);
        AddStateGradients(run, step, Reset, row, numRows, r, outputGradient, scratch);
    }

    public override ReadOnlySpan<float> StatesRead(RecurrentRun run, int step, int numSteps, int gate, Span<float> space)
        => gate == Candidate ? run.KeptAt(step, numSteps) : base.StatesRead(run, step, numSteps, gate, space);
}
