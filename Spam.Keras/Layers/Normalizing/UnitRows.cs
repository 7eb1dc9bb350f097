using Spam.Keras.Activations;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Normalizing;

/// <summary>Rows scaled to length one, with what their way back needs.</summary>
sealed class UnitRows
{
    const float Epsilon = 1e-12f; // a smaller sum of squares is taken for this one

    readonly float[] _scales;
    readonly bool[] _areTiny;
    readonly int _width;

    /// <summary>Scales <paramref name="inputs"/>, rows of <paramref name="width"/> numbers each.</summary>
    public UnitRows(Tensor inputs, int width, Pass pass)
    {
        var numRows = width == 0 ? 0 : inputs.Length / width;
        (_scales, _areTiny, _width) = (new float[numRows], new bool[numRows], width);
        Outputs = pass.RentZeros(inputs.Shape.Sizes);
        for (var row = 0; row < numRows; row++)
        {
            var values = inputs.Span.Slice(row * width, width);
            var squares = Rows.Dot(values, values);
            _areTiny[row] = squares < Epsilon;
            _scales[row] = 1 / MathF.Sqrt(MathF.Max(squares, Epsilon));
            VectorOps.AddScaled(_scales[row], values, Outputs.Span.Slice(row * width, width));
        }
    }

    /// <summary>The scaled rows.</summary>
    public Tensor Outputs { get; }

    /// <summary>The gradients of the inputs: <c>(dy - y Σ dy y) / length</c>.</summary>
    public Tensor Backward(Tensor outputGradients, Pass pass)
    {
        var gradients = pass.RentZeros(Outputs.Shape.Sizes);
        for (var row = 0; row < _scales.Length; row++)
        {
            var outputs = Outputs.Span.Slice(row * _width, _width);
            var slopes = outputGradients.Span.Slice(row * _width, _width);
            var target = gradients.Span.Slice(row * _width, _width);
            VectorOps.AddScaled(_scales[row], slopes, target);
            if (!_areTiny[row])
                VectorOps.AddScaled(-_scales[row] * Rows.Dot(slopes, outputs), outputs, target);
        }

        return gradients;
    }
}
