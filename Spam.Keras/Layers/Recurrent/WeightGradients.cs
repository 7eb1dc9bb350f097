using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The gradients of a recurrent layer's weights: after the sweep over the steps, one long sum over all steps and rows.</summary>
/// <remarks>
/// Each gate's part of a matrix is a sum of its own, over the steps in one order, so it does not matter which thread has which gates. A
/// thread takes some steps for all of its gates before it goes on to the next ones: what they share is then read from memory once.
/// </remarks>
static class WeightGradients
{
    /// <summary>Steps whose rows are gathered before they enter the product.</summary>
    const int RowsAtOnce = 256;

    /// <summary>Adds the sums of <c>leftᵀ dz</c> over all steps and rows, for some gates.</summary>
    /// <param name="run">The run.</param>
    /// <param name="gradient">Where the sums go: (width, gates · units).</param>
    /// <param name="width">Numbers of a row of the left-hand side.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="left">What a gate's product read at some steps, (steps, batch, width).</param>
    /// <param name="sums">The gradients of what a gate's product gave at a step, (batch, units).</param>
    /// <param name="room">What the thread works in.</param>
    public static void Add(RecurrentRun run, Tensor gradient, int width, Range gates, LeftRows left, StepRows sums, ProductRoom room)
    {
        var stepsAtOnce = Math.Clamp(RowsAtOnce / Math.Max(1, run.Batch), 1, Math.Max(1, run.NumSteps));
        var space = room.Numbers(stepsAtOnce * run.Batch * width);
        var right = room.Packed(stepsAtOnce * run.Batch, run.Units);
        for (var start = 0; start < run.NumSteps; start += stepsAtOnce)
        {
            var count = Math.Min(stepsAtOnce, run.NumSteps - start);
            right.Resize(count * run.Batch);
            for (var gate = gates.Start.Value; gate < gates.End.Value; gate++)
            {
                for (var i = 0; i < count; i++)
                    right.SetRows(i * run.Batch, sums(start + i, gate), run.Batch, run.Units);

                var rows = left(start, count, gate, space);
                MatMul.Multiply(rows, width, 1, width, right, gradient.Span[(gate * run.Units)..], run.NumGates * run.Units, accumulate: true);
            }
        }
    }

    /// <summary>Adds the gradient of one gate's part of the bias: the sum of dz.</summary>
    public static void AddBias(RecurrentRun run, Span<float> gradient, int gate, StepRows sums)
    {
        for (var step = 0; step < run.NumSteps; step++)
        {
            var rows = sums(step, gate);
            for (var b = 0; b < run.Batch; b++)
                VectorOps.Add(rows.Slice(b * run.Units, run.Units), gradient);
        }
    }
}

/// <summary>The rows of all samples at a step, (batch, units), for a gate.</summary>
delegate Span<float> StepRows(int step, int gate);

/// <summary>What a gate's product read at so many steps from one on, one row after the other: where it stands, or put together in the space.</summary>
delegate ReadOnlySpan<float> LeftRows(int step, int numSteps, int gate, Span<float> space);
