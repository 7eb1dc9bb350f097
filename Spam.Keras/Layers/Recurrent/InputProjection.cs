using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary><c>x·kernel + bias</c> for many steps at once, and its way back.</summary>
static class InputProjection
{
    /// <summary>Fills the projections of the steps from <paramref name="firstStep"/> on, for a range of rows.</summary>
    public static void Forward(RecurrentRun run, int firstStep, int numSteps, int row, int numRows)
    {
        var copies = run.InputMasks is not null || run.GoesBackwards;
        var copy = copies ? new float[numSteps * run.NumFeatures] : [];
        var rowStride = run.NumGates * run.Batch * run.Units;
        for (var b = row; b < row + numRows; b++)
        {
            var inputs = run.Inputs.Sample(b);
            for (var gate = 0; gate < run.NumGates; gate++)
            {
                if (copies && (gate == 0 || run.InputMasks is { DiffersByGate: true }))
                    CopyMasked(run, copy, gate, firstStep, numSteps, b);

                MatMul.Multiply(
                    copies ? copy : inputs[(firstStep * run.NumFeatures)..], numSteps, run.NumFeatures, 1, run.Weights.Kernel[gate],
                    run.Projections.Span[((((firstStep % run.NumSlots * run.NumGates) + gate) * run.Batch * run.Units) + (b * run.Units))..], rowStride,
                    initial: run.ProjectionBias.IsEmpty ? [] : run.ProjectionBias.Span.Slice(gate * run.Units, run.Units));
            }
        }
    }

    /// <summary>The gradients of the inputs of a range of rows, from those of the projections.</summary>
    public static void Backward(RecurrentRun run, Tensor inputGradients, int row, int numRows)
    {
        var rowStride = run.NumGates * run.Batch * run.Units;
        var product = new float[run.NumSteps * run.NumFeatures];
        for (var b = row; b < row + numRows; b++)
        {
            var gradients = inputGradients.Sample(b);
            gradients.Clear();
            for (var gate = 0; gate < run.NumGates; gate++)
            {
                MatMul.Multiply(
                    run.Projections.Span[((gate * run.Batch * run.Units) + (b * run.Units))..], run.NumSteps, rowStride, 1,
                    run.Weights.KernelTransposed[gate], product, run.NumFeatures);

                for (var step = 0; step < run.NumSteps; step++)
                {
                    var from = product.AsSpan(step * run.NumFeatures, run.NumFeatures);
                    var to = gradients.Slice(run.PositionOf(step) * run.NumFeatures, run.NumFeatures);
                    if (run.InputMasks is { } masks)
                        VectorOps.AddProduct(from, masks.Rows(step, gate, b, 1), to);
                    else
                        VectorOps.Add(from, to);
                }
            }
        }
    }

    /// <summary>The inputs of one row that a gate sees at the steps from <paramref name="firstStep"/> on, in the order of the steps.</summary>
    static void CopyMasked(RecurrentRun run, Span<float> copy, int gate, int firstStep, int numSteps, int row)
    {
        var inputs = run.Inputs.Sample(row);
        for (var i = 0; i < numSteps; i++)
        {
            var from = inputs.Slice(run.PositionOf(firstStep + i) * run.NumFeatures, run.NumFeatures);
            var to = copy.Slice(i * run.NumFeatures, run.NumFeatures);
            if (run.InputMasks is { } masks)
                VectorOps.Multiply(from, masks.Rows(firstStep + i, gate, row, 1), to);
            else
                from.CopyTo(to);
        }
    }
}
