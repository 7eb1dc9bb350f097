using System.Runtime.InteropServices;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Projections of inputs that repeat few rows: one for each distinct row of a sample and each gate, copied to the steps; their gradients summed by row.</summary>
/// <remarks>Right only while a row's dropout mask is the same at every step. Samples never share rows, so threads work on samples of their own.</remarks>
sealed class RowProjection : InputProjection
{
    readonly GatheredRows _gathered;
    readonly Tensor _inputs;      // (gates, or 1 where all gates read the same; rows; features), masked
    readonly Tensor _projections; // (gates, rows, units)
    readonly int _room;           // rows that the buffers have
    Tensor? _gradients;           // (gates, rows, units): sums over the steps

    public RowProjection(RecurrentRun run, GatheredRows gathered, ReadOnlyMemory<float> bias, MaskBank? masks, Pass pass) : base(run, bias, masks)
    {
        _gathered = gathered;
        _room = gathered.Rows.Shape[0];
        _inputs = masks is null ? gathered.Rows.Reshape(1, _room, run.NumFeatures) : pass.Rent(NumInputs, _room, run.NumFeatures);
        _projections = pass.Rent(run.NumGates, _room, run.Units);
    }

    int NumInputs => Masks is { DiffersByGate: true } ? Run.NumGates : 1;

    public override void Begin(int sample, int numSamples)
    {
        var first = _gathered.FirstRowOf(sample);
        var count = _gathered.FirstRowOf(sample + numSamples) - first;
        for (var gate = 0; gate < Run.NumGates; gate++)
        {
            if (Masks is { } masks && gate < NumInputs)
                FillMasked(masks, gate, sample, numSamples);
            MatMul.Multiply(
                InputsOf(gate, first), count, Run.NumFeatures, 1, Run.Weights.Kernel[gate],
                Part(_projections, gate, first), Run.Units, initial: BiasOf(gate));
        }
    }

    public override void Fill(int step, int sample, int numSamples, bool isFirst, ProductRoom room)
    {
        var place = (sample * Run.NumSteps) + Run.PositionOf(step);
        for (var gate = 0; gate < Run.NumGates; gate++)
        {
            var from = Part(_projections, gate, 0);
            var to = Run.Gate(step, gate, sample, numSamples);
            for (var b = 0; b < numSamples; b++)
                from.Slice(_gathered.RowOf(place + (b * Run.NumSteps)) * Run.Units, Run.Units).CopyTo(to[(b * Run.Units)..]);
        }
    }

    public override void BeginBackward(Pass pass) => _gradients = pass.RentZeros(_projections.Shape.Sizes);

    public override void TakeGradients(int step, int sample, int numSamples)
    {
        var place = (sample * Run.NumSteps) + Run.PositionOf(step);
        for (var gate = 0; gate < Run.NumGates; gate++)
        {
            var from = Run.Gate(step, gate, sample, numSamples);
            var to = Part(_gradients!, gate, 0); // there since BeginBackward
            for (var b = 0; b < numSamples; b++)
                VectorOps.Add(from.Slice(b * Run.Units, Run.Units), to.Slice(_gathered.RowOf(place + (b * Run.NumSteps)) * Run.Units, Run.Units));
        }
    }

    public override Tensor RentInputGradients(Pass pass)
        => new(_gathered.Gradients(pass.RentZeros(_room, Run.NumFeatures)), new(Run.Batch, Run.NumSteps, Run.NumFeatures));

    public override void FillInputGradients(Tensor inputGradients, int sample, int numSamples, ProductRoom room)
    {
        var first = _gathered.FirstRowOf(sample);
        var count = _gathered.FirstRowOf(sample + numSamples) - first;
        var gradients = inputGradients.Gathered!.Rows; // RentInputGradients made it so
        var product = room.Numbers(count * Run.NumFeatures);
        for (var gate = 0; gate < Run.NumGates; gate++)
        {
            MatMul.Multiply(Part(_gradients!, gate, first), count, Run.Units, 1, Run.Weights.KernelTransposed[gate], product, Run.NumFeatures);
            for (var b = sample; b < sample + numSamples; b++)
            {
                for (var row = _gathered.FirstRowOf(b); row < _gathered.FirstRowOf(b + 1); row++)
                {
                    var from = product.Slice((row - first) * Run.NumFeatures, Run.NumFeatures);
                    if (Masks is { } masks)
                        masks.AddProduct(0, gate, b, from, gradients.Row(row));
                    else
                        VectorOps.Add(from, gradients.Row(row));
                }
            }
        }
    }

    public override void AddKernelGradients(Tensor gradient, Range gates, ProductRoom room)
    {
        for (var gate = gates.Start.Value; gate < gates.End.Value; gate++)
        {
            MatMul.AddTransposedProduct(
                InputsOf(gate, 0), Run.NumFeatures, Part(_gradients!, gate, 0), Run.Units, Run.Units, _gathered.Count,
                gradient.Span[(gate * Run.Units)..], Run.NumGates * Run.Units, room);
        }
    }

    public override void AddBiasGradients(Span<float> gradient, int gate)
    {
        for (var row = 0; row < _gathered.Count; row++)
            VectorOps.Add(Part(_gradients!, gate, row)[..Run.Units], gradient);
    }

    public override int NumEqual(int sample, ReadOnlySpan<float> row, int numSteps)
    {
        if (numSteps == 0 || !MemoryMarshal.AsBytes(FirstOf(sample)).SequenceEqual(MemoryMarshal.AsBytes(row)))
            return 0;

        var step = 1;
        while (step < numSteps && RowAt(sample, step) == RowAt(sample, 0))
            step++;
        return step;
    }

    public override ReadOnlySpan<float> FirstOf(int sample) => _gathered.Rows.Row(RowAt(sample, 0));

    void FillMasked(MaskBank masks, int gate, int sample, int numSamples)
    {
        for (var b = sample; b < sample + numSamples; b++)
        {
            for (var row = _gathered.FirstRowOf(b); row < _gathered.FirstRowOf(b + 1); row++)
                masks.Multiply(0, gate, b, _gathered.Rows.Row(row), InputsOf(gate, row)[..Run.NumFeatures]);
        }
    }

    int RowAt(int sample, int step) => _gathered.RowOf((sample * Run.NumSteps) + Run.PositionOf(step));

    /// <summary>What a gate reads, from a row on.</summary>
    Span<float> InputsOf(int gate, int row) => _inputs.Span[((((gate % NumInputs) * _room) + row) * Run.NumFeatures)..];

    /// <summary>A gate's part of a buffer (gates, rows, units), from a row on.</summary>
    Span<float> Part(Tensor buffer, int gate, int row) => buffer.Span[(((gate * _room) + row) * Run.Units)..];
}
