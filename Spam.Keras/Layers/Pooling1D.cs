using Spam.Keras.Layers.Windows;

namespace Spam.Keras.Layers;

/// <summary>Sums up each window of steps in one, feature by feature.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, windows, features).<br/>
/// Padding is no number: what lies beyond the ends is left out.<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/base_pooling1d.py.
/// </remarks>
public abstract class Pooling1D : Layer
{
    readonly Window _window;

    /// <summary>With Keras's options.</summary>
    /// <param name="poolSize">How many steps a window has.</param>
    /// <param name="strides">How far it moves; null: its size.</param>
    /// <param name="padding">Valid or same.</param>
    /// <exception cref="KerasException">A number is below 1, or the padding is causal.</exception>
    protected Pooling1D(int poolSize, int? strides, Padding padding)
    {
        if (poolSize < 1 || strides < 1)
            throw new KerasException($"{ClassName} got a pool size of {poolSize} and strides of {strides ?? poolSize}; both are numbers of steps, 1 or more.");
        if (padding is not (Padding.Valid or Padding.Same))
            throw new KerasException($"{ClassName} got padding {padding}; it pools with Valid or Same.");

        _window = new(poolSize, strides ?? poolSize, padding);
    }

    /// <summary>How many steps a window has.</summary>
    public int PoolSize => _window.Size;

    /// <summary>How far the window moves.</summary>
    public int Strides => _window.Strides;

    /// <summary>What stands beyond the ends.</summary>
    public Padding Padding => _window.Padding;

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3)
            throw WrongShape(inputs, "(batch, steps, features)");
        if (inputs[1] == Shape.Unknown)
            return inputs;

        return _window.NumOutputs(inputs[1]) > 0
            ? inputs.With(1, _window.NumOutputs(inputs[1]))
            : throw WrongShape(inputs, $"(batch, steps, features) with at least the {PoolSize} steps of a window, or padding Same");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var inputs = call.Input;
        var outputs = call.Pass.Rent(ComputeOutputShape(inputs.Shape).Sizes);
        for (var row = 0; row < outputs.NumRows; row++)
        {
            var (first, count) = RowsOf(row, inputs.Shape[1], outputs.Shape[1]);
            Pool(inputs.Span.Slice(first * inputs.Shape[2], count * inputs.Shape[2]), outputs.Row(row));
        }

        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputs = call.Input;
        var inputGradients = call.Pass.RentZeros(inputs.Shape.Sizes);
        var width = inputs.Shape[2];
        for (var row = 0; row < outputGradients.NumRows; row++)
        {
            var (first, count) = RowsOf(row, inputs.Shape[1], outputGradients.Shape[1]);
            AddGradients(
                inputs.Span.Slice(first * width, count * width), outputGradients.Row(row), inputGradients.Span.Slice(first * width, count * width));
        }

        return inputGradients;
    }

    /// <summary>The output of one window, whose steps stand one after the other.</summary>
    protected abstract void Pool(ReadOnlySpan<float> window, Span<float> output);

    /// <summary>Adds what <paramref name="outputGradient"/> gives to each step of the window.</summary>
    protected abstract void AddGradients(ReadOnlySpan<float> window, ReadOnlySpan<float> outputGradient, Span<float> windowGradients);

    (int First, int Count) RowsOf(int outputRow, int steps, int windows)
    {
        var start = (outputRow % windows * Strides) - _window.Left(steps);
        var (first, end) = (Math.Max(start, 0), Math.Min(start + PoolSize, steps));
        return ((outputRow / windows * steps) + first, end - first);
    }
}
