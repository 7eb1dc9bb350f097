using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>A recurrent layer's matrices, gate by gate, packed for products. Built once for each change of the weights.</summary>
sealed class GateWeights
{
    readonly int _kernelVersion, _recurrentVersion;
    readonly Tensor _kernelValue, _recurrentValue;
    readonly PackedMatrix[] _packed; // the kernel's gates, then the recurrent kernel's
    PackedMatrix[]? _transposed;
    bool _hasTransposed;

    /// <summary>Packs the weights as they are now.</summary>
    /// <param name="kernel">(features, gates · units).</param>
    /// <param name="recurrentKernel">(units, gates · units).</param>
    /// <param name="numGates">How many gates.</param>
    /// <param name="numThreads">How many threads pack.</param>
    /// <param name="recycled">Weights that nobody reads any more: their memory is written over. Null takes fresh memory.</param>
    public GateWeights(Parameter kernel, Parameter recurrentKernel, int numGates, int numThreads = 1, GateWeights? recycled = null)
    {
        (_kernelVersion, _recurrentVersion) = (kernel.Version, recurrentKernel.Version); // read before the numbers, so that a change is never missed
        (_kernelValue, _recurrentValue) = (kernel.Value, recurrentKernel.Value);
        NumGates = numGates;
        _transposed = recycled?._transposed;
        _packed = Pack(recycled?._packed, transposed: false, numThreads);
    }

    public int NumGates { get; }

    /// <summary>For each gate (features, units).</summary>
    public ReadOnlySpan<PackedMatrix> Kernel => _packed.AsSpan(0, NumGates);

    /// <summary>For each gate (units, units).</summary>
    public ReadOnlySpan<PackedMatrix> Recurrent => _packed.AsSpan(NumGates);

    /// <summary>For each gate (units, features); there since <see cref="PrepareBackward"/>.</summary>
    public ReadOnlySpan<PackedMatrix> KernelTransposed => _transposed.AsSpan(0, NumGates);

    /// <summary>For each gate (units, units), transposed; there since <see cref="PrepareBackward"/>.</summary>
    public ReadOnlySpan<PackedMatrix> RecurrentTransposed => _transposed.AsSpan(NumGates);

    /// <summary>Packs what the way back reads, where that is not done.</summary>
    public void PrepareBackward(int numThreads)
    {
        if (_hasTransposed)
            return;

        _transposed = Pack(_transposed, transposed: true, numThreads);
        _hasTransposed = true;
    }

    /// <summary>Whether the weights are still those that were packed.</summary>
    public bool IsCurrent(Parameter kernel, Parameter recurrentKernel)
        => kernel.Version == _kernelVersion && recurrentKernel.Version == _recurrentVersion
            && ReferenceEquals(kernel.Value, _kernelValue) && ReferenceEquals(recurrentKernel.Value, _recurrentValue);

    PackedMatrix[] Pack(PackedMatrix[]? recycled, bool transposed, int numThreads)
    {
        var packed = recycled ?? new PackedMatrix[2 * NumGates];
        Workers.Run(numThreads, packed.Length, i =>
        {
            var matrix = i < NumGates ? _kernelValue : _recurrentValue;
            var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
            var units = columns / NumGates;
            var part = matrix.Span[(i % NumGates * units)..];
            var (packedRows, packedColumns) = transposed ? (units, rows) : (rows, units);
            if (recycled is null || !packed[i].TryResize(packedRows, packedColumns))
                packed[i] = new(packedRows, packedColumns);
            if (transposed)
                packed[i].SetTransposed(part, columns);
            else
                packed[i].SetRows(0, part, rows, columns);
        });
        return packed;
    }
}
