using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Windows;

/// <summary>The three products of a convolution: outputs, gradients of the kernel, gradients of the inputs.</summary>
/// <remarks>
/// The numbers that one step of the kernel meets lie in the padded inputs at even distances, from one window to the next: they are the
/// left-hand side of a product as they stand, and nothing is copied. With one group and no dilation that holds for the whole window.
/// Samples are tasks for threads; each sum has one order.
/// </remarks>
/// <param name="window">How the window runs.</param>
/// <param name="kernel">(size, channels / groups, filters).</param>
/// <param name="groups">Into how many parts the channels and the filters fall.</param>
/// <param name="pass">Where buffers come from, and how many threads there are.</param>
sealed class Convolution(Window window, Tensor kernel, int groups, Pass pass)
{
    readonly int _channels = kernel.Shape[1], _filters = kernel.Shape[2] / groups; // of a group

    /// <summary>A whole window is one row where its steps touch and no other group's channels lie between.</summary>
    bool IsWhole => groups == 1 && window.Dilation == 1;

    int NumTaps => IsWhole ? 1 : window.Size;

    int Depth => IsWhole ? window.Size * _channels : _channels;

    /// <summary>The weighted sums, plus the bias.</summary>
    public void Multiply(Tensor inputs, Tensor? bias, Tensor sums)
    {
        var padded = Pad(inputs);
        var taps = PackTaps();
        var (width, rowWidth) = (inputs.Shape[2], kernel.Shape[2]);
        Workers.Run(pass.NumThreads, inputs.Shape[0], sample =>
        {
            var x = padded.Sample(sample);
            var y = sums.Sample(sample);
            for (var row = 0; bias is not null && row < y.Length; row += rowWidth)
                bias.Span.CopyTo(y[row..]);
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var (step, group) = (tap / groups, tap % groups);
                MatMul.Multiply(
                    x[((step * window.Dilation * width) + (group * _channels))..], sums.Shape[1], window.Strides * width, 1, taps[tap],
                    y[(group * _filters)..], rowWidth, accumulate: bias is not null || step > 0);
            }
        });
    }

    /// <summary>Adds the gradients of the kernel.</summary>
    public void AddKernelGradients(Tensor inputs, Tensor outputGradients, Tensor kernelGradients)
    {
        var padded = Pad(inputs);
        var (width, rowWidth, outputs) = (inputs.Shape[2], kernel.Shape[2], outputGradients.Shape[1]);
        var numTaps = window.Size * groups; // those of a group side by side: they share what is packed
        var numParts = Math.Clamp(pass.NumThreads, 1, numTaps);
        Workers.Run(numParts, numParts, pass.Rooms, (part, room) =>
        {
            for (var sample = 0; sample < inputs.Shape[0]; sample++)
            {
                PackedMatrix? packed = null;
                for (var tap = numTaps * part / numParts; tap < numTaps * (part + 1) / numParts; tap++)
                {
                    var (step, group) = (tap % window.Size, tap / window.Size);
                    if (packed is null || step == 0)
                    {
                        packed = room.Packed(outputs, _filters);
                        packed.SetRows(0, outputGradients.Sample(sample)[(group * _filters)..], outputs, rowWidth);
                    }

                    MatMul.Multiply(
                        padded.Sample(sample)[((step * window.Dilation * width) + (group * _channels))..], _channels, 1, window.Strides * width,
                        packed, kernelGradients.Span[((step * _channels * rowWidth) + (group * _filters))..], rowWidth, accumulate: true);
                }
            }
        });
    }

    /// <summary>The gradients of the inputs.</summary>
    public Tensor InputGradients(Tensor outputGradients, Shape inputs)
    {
        var (width, rowWidth) = (inputs[2], kernel.Shape[2]);
        var padded = pass.RentZeros(inputs[0], window.PaddedSteps(inputs[1]), width);
        var taps = new PackedMatrix[window.Size * groups];
        for (var tap = 0; tap < taps.Length; tap++)
            taps[tap] = PackedMatrix.PackTransposed(kernel.Span[PlaceOf(tap)..], _filters, _channels, rowWidth);

        Workers.Run(pass.NumThreads, inputs[0], sample =>
        {
            var dy = outputGradients.Sample(sample);
            var dx = padded.Sample(sample);
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var (step, group) = (tap / groups, tap % groups);
                MatMul.Multiply(
                    dy[(group * _filters)..], outputGradients.Shape[1], rowWidth, 1, taps[tap],
                    dx[((step * window.Dilation * width) + (group * _channels))..], window.Strides * width, accumulate: true);
            }
        });
        return Unpad(padded, inputs);
    }

    PackedMatrix[] PackTaps()
    {
        var taps = new PackedMatrix[NumTaps * groups];
        for (var tap = 0; tap < taps.Length; tap++)
            taps[tap] = PackedMatrix.Pack(kernel.Span[PlaceOf(tap)..], Depth, _filters, kernel.Shape[2]);
        return taps;
    }

    int PlaceOf(int tap) => (tap / groups * _channels * kernel.Shape[2]) + (tap % groups * _filters);

    Tensor Pad(Tensor inputs)
    {
        var (steps, width) = (inputs.Shape[1], inputs.Shape[2]);
        if (window.PaddedSteps(steps) == steps)
            return inputs;

        var padded = pass.RentZeros(inputs.Shape[0], window.PaddedSteps(steps), width);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
            inputs.Sample(sample).CopyTo(padded.Sample(sample)[(window.Left(steps) * width)..]);
        return padded;
    }

    Tensor Unpad(Tensor padded, Shape shape)
    {
        if (padded.Shape.Equals(shape))
            return padded;

        var inputs = pass.Rent(shape.Sizes);
        for (var sample = 0; sample < shape[0]; sample++)
            padded.Sample(sample).Slice(window.Left(shape[1]) * shape[2], inputs.Sample(sample).Length).CopyTo(inputs.Sample(sample));
        return inputs;
    }
}
