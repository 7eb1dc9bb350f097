using Spam.Keras.Activations;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The step of a <see cref="GRU"/> that resets after the product. Its run keeps the state's part of the candidate, and on the way back that part's gradient.</summary>
sealed class GRUResetAfterStep(Activation activation, Activation recurrentActivation, Parameter? bias) : GRUStep(activation, recurrentActivation)
{
    /// <summary>The input's bias; for the gates that only ever see the sum of both products, the state's too.</summary>
    public override ReadOnlyMemory<float> ProjectionBias(Parameter bias)
    {
        var units = bias.Value.Shape[1] / NumGates;
        var sums = bias.Value.Row(0).ToArray();
        VectorOps.Add(bias.Value.Row(1)[..(Candidate * units)], sums.AsSpan(0, Candidate * units));
        return sums;
    }

    public override void Prepare(RecurrentRun run, Pass pass)
    {
        run.Kept = pass.Rent(run.Keeps ? run.NumSlots : 1, run.Batch, run.Units);
        if (run.Keeps && !IsStandard)
            run.BeforeActivations = pass.Rent(run.Projections.Shape.Sizes);
    }

    public override void Forward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch)
    {
        AddRecurrentProduct(run, step, Update, row, numRows, scratch);
        AddRecurrentProduct(run, step, Reset, row, numRows, scratch);
        var fromState = run.KeptAt(step, row, numRows);
        MatMul.Multiply(
            MaskedState(run, step, Candidate, row, numRows, scratch), numRows, run.Units, 1, run.Weights.Recurrent[Candidate],
            fromState, run.Units, initial: bias is null ? [] : bias.Value.Row(1)[(Candidate * run.Units)..]);

        var r = run.Gate(step, Reset, row, numRows);
        var g = run.Gate(step, Candidate, row, numRows);
        if (IsStandard)
        {
            GRUCell.Forward(run.Gate(step, Update, row, numRows), r, g, fromState, run.State(0, step, row, numRows), run.State(0, step + 1, row, numRows));
            return;
        }

        Activate(run, step, Update, row, numRows);
        Activate(run, step, Reset, row, numRows);
        VectorOps.AddProduct(r, fromState, g);
        Activate(run, step, Candidate, row, numRows);
        Blend(run, step, row, numRows);
    }

    public override void Backward(
        RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch, Span<float> moreScratch)
    {
        var outputGradient = stateGradients[0].AsSpan();
        var z = run.Gate(step, Update, row, numRows);
        var r = run.Gate(step, Reset, row, numRows);
        var g = run.Gate(step, Candidate, row, numRows);
        var fromState = run.KeptAt(step, row, numRows);
        if (IsStandard)
        {
            GRUCell.Backward(z, r, g, fromState, run.State(0, step, row, numRows), outputGradient);
        }
        else
        {
            BlendBackward(run, step, row, numRows, outputGradient, scratch, moreScratch);
            VectorOps.Multiply(g, fromState, scratch);
            VectorOps.Multiply(g, r, fromState);
            Deactivate(run, step, Reset, row, numRows, scratch);
        }

        AddStateGradients(run, step, Update, row, numRows, z, outputGradient, scratch);
        AddStateGradients(run, step, Reset, row, numRows, r, outputGradient, scratch);
        AddStateGradients(run, step, Candidate, row, numRows, fromState, outputGradient, scratch);
    }

    public override Span<float> StateSums(RecurrentRun run, int step, int gate)
        => gate == Candidate ? run.KeptAt(step, 0, run.Batch) : base.StateSums(run, step, gate);

    public override void AddBiasGradients(RecurrentRun run, Tensor gradient, int gate)
    {
        run.Inputs.AddBiasGradients(gradient.Row(0).Slice(gate * run.Units, run.Units), gate);
        WeightGradients.AddBias(run, gradient.Row(1).Slice(gate * run.Units, run.Units), gate, (step, some) => StateSums(run, step, some));
    }
}
