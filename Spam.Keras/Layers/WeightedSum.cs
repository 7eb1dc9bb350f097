using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers;

/// <summary><c>x·kernel + bias</c> over rows, and its way back. The packed kernel is kept as long as its numbers stay.</summary>
/// <param name="kernel">Its numbers are (depth, width), whatever axes its shape has.</param>
/// <param name="bias">(width), or null.</param>
sealed class WeightedSum(Parameter kernel, Parameter? bias)
{
    /// <summary>Products of fewer operations are one thread's: another one's start costs more.</summary>
    const double OperationsWorthAThread = 2e6;

    Packed? _forward, _transposed;

    /// <summary>Writes the sums of the rows of <paramref name="inputs"/>, each of <paramref name="depth"/> numbers.</summary>
    public void Forward(Tensor inputs, int depth, Tensor outputs, int width, Pass pass)
    {
        var packed = Packed.Of(ref _forward, kernel, depth, width, transposed: false, pass.Fits);
        var numRows = inputs.Length / depth;
        Workers.RunRows(Worthwhile(pass.NumThreads, numRows, depth, width), numRows, isUneven: false, (row, count) => MatMul.Multiply(
            inputs.Span[(row * depth)..], count, depth, 1, packed, outputs.Span[(row * width)..], width, initial: bias is null ? [] : bias.Value.Span));
    }

    /// <summary>Adds to the weights' gradients.</summary>
    public void AddGradients(Tensor inputs, int depth, Tensor outputGradients, int width, Pass pass)
    {
        var numRows = inputs.Length / depth;
        var numPanels = (width + PackedMatrix.PanelWidth - 1) / PackedMatrix.PanelWidth;
        var numParts = Math.Clamp(Worthwhile(pass.NumThreads, numRows, depth, width), 1, numPanels);
        var gradient = kernel.Gradient;
        Workers.Run(numParts, numParts, pass.Rooms, (part, room) =>
        {
            var first = numPanels * part / numParts * PackedMatrix.PanelWidth;
            var end = Math.Min(width, numPanels * (part + 1) / numParts * PackedMatrix.PanelWidth);
            MatMul.AddTransposedProduct(inputs.Span, depth, outputGradients.Span[first..], end - first, width, numRows, gradient.Span[first..], width, room);
        });
        for (var row = 0; bias is not null && row < numRows; row++)
            VectorOps.Add(outputGradients.Span.Slice(row * width, width), bias.Gradient.Span);
    }

    /// <summary>Writes the gradients of the inputs.</summary>
    public void FillInputGradients(Tensor outputGradients, int width, Tensor inputGradients, int depth, Pass pass)
    {
        var packed = Packed.Of(ref _transposed, kernel, width, depth, transposed: true, pass.Fits);
        var numRows = inputGradients.Length / depth;
        Workers.RunRows(Worthwhile(pass.NumThreads, numRows, depth, width), numRows, isUneven: false, (row, count) => MatMul.Multiply(
            outputGradients.Span[(row * width)..], count, width, 1, packed, inputGradients.Span[(row * depth)..], depth));
    }

    /// <summary>The threads that a product of this size is worth.</summary>
    static int Worthwhile(int numThreads, int numRows, int depth, int width)
        => 2.0 * numRows * depth * width < OperationsWorthAThread ? 1 : numThreads;

    /// <summary>A packed matrix and the numbers that it was packed from.</summary>
    sealed record Packed(PackedMatrix Matrix, Tensor Value, int Version)
    {
        /// <summary>The kernel as (rows, columns); two threads may both pack, and either result serves.</summary>
        public static PackedMatrix Of(ref Packed? known, Parameter kernel, int rows, int columns, bool transposed, bool recycles)
        {
            var (version, value) = (kernel.Version, kernel.Value); // the version before the numbers, so that a change is never missed
            var packed = known;
            if (packed is not null && packed.Version == version && ReferenceEquals(packed.Value, value) && packed.Matrix.Rows == rows)
                return packed.Matrix;

            var matrix = recycles && packed is not null && packed.Matrix.TryResize(rows, columns) ? packed.Matrix : new(rows, columns);
            if (transposed)
                matrix.SetTransposed(value.Span, rows);
            else
                matrix.SetRows(0, value.Span, rows, columns);
            known = new(matrix, value, version);
            return matrix;
        }
    }
}
