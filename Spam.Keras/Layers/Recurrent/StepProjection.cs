using System.Runtime.InteropServices;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Projections of inputs whose positions are all their own: for many steps of a sample at once.</summary>
sealed class StepProjection(RecurrentRun run, Tensor inputs, ReadOnlyMemory<float> bias, MaskBank? masks) : InputProjection(run, bias, masks)
{
    public override void Begin(int sample, int numSamples)
    {
    }

    public override void Fill(int step, int sample, int numSamples, bool isFirst, ProductRoom room)
    {
        if (!isFirst && step % Run.NumSlots != 0)
            return;

        var numSteps = Math.Min(Run.NumSlots - (step % Run.NumSlots), Run.NumSteps - step);
        var copies = Masks is not null || Run.GoesBackwards;
        var copy = copies ? room.Numbers(numSteps * Run.NumFeatures) : [];
        var rowStride = Run.NumGates * Run.Batch * Run.Units;
        for (var b = sample; b < sample + numSamples; b++)
        {
            for (var gate = 0; gate < Run.NumGates; gate++)
            {
                if (copies && (gate == 0 || Masks is { DiffersByGate: true }))
                    CopyMasked(copy, gate, step, numSteps, b);

                MatMul.Multiply(
                    copies ? copy : inputs.Sample(b)[(step * Run.NumFeatures)..], numSteps, Run.NumFeatures, 1, Run.Weights.Kernel[gate],
                    Run.Projections.Span[((((step % Run.NumSlots * Run.NumGates) + gate) * Run.Batch * Run.Units) + (b * Run.Units))..], rowStride,
                    initial: BiasOf(gate));
            }
        }
    }

    public override Tensor RentInputGradients(Pass pass) => pass.Rent(inputs.Shape.Sizes);

    public override void FillInputGradients(Tensor inputGradients, int sample, int numSamples, ProductRoom room)
    {
        var rowStride = Run.NumGates * Run.Batch * Run.Units;
        var product = room.Numbers(Run.NumSteps * Run.NumFeatures);
        for (var b = sample; b < sample + numSamples; b++)
        {
            var gradients = inputGradients.Sample(b);
            gradients.Clear();
            for (var gate = 0; gate < Run.NumGates; gate++)
            {
                MatMul.Multiply(
                    Run.Projections.Span[((gate * Run.Batch * Run.Units) + (b * Run.Units))..], Run.NumSteps, rowStride, 1,
                    Run.Weights.KernelTransposed[gate], product, Run.NumFeatures);

                for (var step = 0; step < Run.NumSteps; step++)
                {
                    var from = product.Slice(step * Run.NumFeatures, Run.NumFeatures);
                    var to = gradients.Slice(Run.PositionOf(step) * Run.NumFeatures, Run.NumFeatures);
                    if (Masks is { } masks)
                        masks.AddProduct(step, gate, b, from, to);
                    else
                        VectorOps.Add(from, to);
                }
            }
        }
    }

    public override void AddKernelGradients(Tensor gradient, Range gates, ProductRoom room)
        => WeightGradients.Add(Run, gradient, Run.NumFeatures, gates, (step, numSteps, gate, space) =>
        {
            for (var row = 0; row < numSteps * Run.Batch; row++)
                CopyMasked(space.Slice(row * Run.NumFeatures, Run.NumFeatures), gate, step + (row / Run.Batch), 1, row % Run.Batch);
            return space;
        }, SumsOf, room);

    public override void AddBiasGradients(Span<float> gradient, int gate) => WeightGradients.AddBias(Run, gradient, gate, SumsOf);

    public override int NumEqual(int sample, ReadOnlySpan<float> row, int numSteps)
    {
        var values = inputs.Sample(sample);
        var step = 0;
        while (step < numSteps && Bits(values.Slice(step * row.Length, row.Length)).SequenceEqual(Bits(row)))
            step++;
        return step;
    }

    public override ReadOnlySpan<float> FirstOf(int sample) => inputs.Sample(sample)[..Run.NumFeatures];

    /// <summary>The inputs of one sample that a gate sees at the steps from <paramref name="firstStep"/> on, in the order of the steps.</summary>
    void CopyMasked(Span<float> copy, int gate, int firstStep, int numSteps, int sample)
    {
        var values = inputs.Sample(sample);
        for (var i = 0; i < numSteps; i++)
        {
            var from = values.Slice(Run.PositionOf(firstStep + i) * Run.NumFeatures, Run.NumFeatures);
            var to = copy.Slice(i * Run.NumFeatures, Run.NumFeatures);
            if (Masks is { } masks)
                masks.Multiply(firstStep + i, gate, sample, from, to);
            else
                from.CopyTo(to);
        }
    }

    Span<float> SumsOf(int step, int gate) => Run.Gate(step, gate, 0, Run.Batch);

    static ReadOnlySpan<byte> Bits(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values);
}
