using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The gradients of a recurrent layer's weights: after the sweep over the steps, one long sum over all steps and rows.</summary>
/// <remarks>Each part (a gate of a matrix) is one task, and its sum runs over the steps in one order: the threads change nothing.</remarks>
static class WeightGradients
{
    /// <summary>Steps whose rows are gathered before they enter the product.</summary>
    const int RowsAtOnce = 256;

    /// <summary>Adds the gradient of one gate's part of the recurrent kernel: the sum of <c>(h ∘ mask)ᵀ dz</c>, h being the state before the step.</summary>
    public static void AddRecurrentKernel(RecurrentRun run, Tensor gradient, int gate, StepRows sums)
        => AddProducts(run, gradient, run.Units, gate, (step, left) =>
        {
            var state = run.State(0, step, 0, run.Batch);
            if (run.RecurrentMasks is { } masks)
                VectorOps.Multiply(state, masks.Rows(step, gate, 0, run.Batch), left.Span);
            else
                state.CopyTo(left.Span);
        }, sums);

    /// <summary>Adds the gradient of one gate's part of the bias: the sum of dz.</summary>
    public static void AddBias(RecurrentRun run, Span<float> gradient, StepRows sums)
    {
        for (var step = 0; step < run.NumSteps; step++)
        {
            var rows = sums(step);
            for (var b = 0; b < run.Batch; b++)
                VectorOps.Add(rows.Slice(b * run.Units, run.Units), gradient);
        }
    }

    /// <summary>Adds the sum of <c>leftᵀ dz</c> over all steps and rows.</summary>
    /// <param name="run">The run.</param>
    /// <param name="gradient">Where the sum goes: (numRows, gates · units).</param>
    /// <param name="numRows">Numbers of a row of the left-hand side.</param>
    /// <param name="gate">Which part of <paramref name="gradient"/>.</param>
    /// <param name="fillLeft">Writes the left-hand side of a step, (batch, numRows).</param>
    /// <param name="sums">The gradients of the sums of a step, (batch, units).</param>
    public static void AddProducts(
        RecurrentRun run, Tensor gradient, int numRows, int gate, Action<int, Memory<float>> fillLeft, StepRows sums)
    {
        var stepsAtOnce = Math.Clamp(RowsAtOnce / Math.Max(1, run.Batch), 1, Math.Max(1, run.NumSteps));
        var left = new float[stepsAtOnce * run.Batch * numRows];
        var right = new PackedMatrix(stepsAtOnce * run.Batch, run.Units);
        for (var start = 0; start < run.NumSteps; start += stepsAtOnce)
        {
            var count = Math.Min(stepsAtOnce, run.NumSteps - start);
            right.Resize(count * run.Batch);
            for (var i = 0; i < count; i++)
            {
                fillLeft(start + i, left.AsMemory(i * run.Batch * numRows, run.Batch * numRows));
                right.SetRows(i * run.Batch, sums(start + i), run.Batch, run.Units);
            }

            MatMul.Multiply(left, numRows, 1, numRows, right, gradient.Span[(gate * run.Units)..], run.NumGates * run.Units, accumulate: true);
        }
    }
}

/// <summary>The rows of all samples at a step, (batch, units).</summary>
delegate Span<float> StepRows(int step);
