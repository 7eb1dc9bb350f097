using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>A recurrent layer's matrices, gate by gate, packed for products. Built once for each change of the weights, and never changed after.</summary>
sealed class GateWeights
{
    readonly int _kernelVersion, _recurrentVersion;
    readonly Tensor _kernelValue, _recurrentValue;
    PackedMatrix[]? _kernelTransposed, _recurrentTransposed;

    public GateWeights(Parameter kernel, Parameter recurrentKernel, int numGates)
    {
        (_kernelVersion, _recurrentVersion) = (kernel.Version, recurrentKernel.Version); // read before the numbers, so that a change is never missed
        (_kernelValue, _recurrentValue) = (kernel.Value, recurrentKernel.Value);
        NumGates = numGates;
        Kernel = Split(_kernelValue, numGates, transposed: false);
        Recurrent = Split(_recurrentValue, numGates, transposed: false);
    }

    public int NumGates { get; }

    /// <summary>For each gate (features, units).</summary>
    public PackedMatrix[] Kernel { get; }

    /// <summary>For each gate (units, units).</summary>
    public PackedMatrix[] Recurrent { get; }

    /// <summary>For each gate (units, features); made when the way back first asks.</summary>
    public PackedMatrix[] KernelTransposed => _kernelTransposed ??= Split(_kernelValue, NumGates, transposed: true);

    /// <summary>For each gate (units, units), transposed; made when the way back first asks.</summary>
    public PackedMatrix[] RecurrentTransposed => _recurrentTransposed ??= Split(_recurrentValue, NumGates, transposed: true);

    /// <summary>Whether the weights are still those that were packed.</summary>
    public bool IsCurrent(Parameter kernel, Parameter recurrentKernel)
        => kernel.Version == _kernelVersion && recurrentKernel.Version == _recurrentVersion
            && ReferenceEquals(kernel.Value, _kernelValue) && ReferenceEquals(recurrentKernel.Value, _recurrentValue);

    static PackedMatrix[] Split(Tensor matrix, int numGates, bool transposed)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var units = columns / numGates;
        var gates = new PackedMatrix[numGates];
        for (var gate = 0; gate < numGates; gate++)
        {
            var part = matrix.Span[(gate * units)..];
            gates[gate] = transposed ? PackedMatrix.PackTransposed(part, units, rows, columns) : PackedMatrix.Pack(part, rows, units, columns);
        }

        return gates;
    }
}
