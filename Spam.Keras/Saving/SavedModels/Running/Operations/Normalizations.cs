namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Numbers brought to one scale.</summary>
static class Normalizations
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Softmax", "softmax", call => Softmax(call, isLog: false)),
        Operation.Of("LogSoftmax", "logsoftmax", call => Softmax(call, isLog: true)),
        new("FusedBatchNormV3", ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2", "reserve_space_3"], BatchNormalization),
    ];

    static GraphTensor<float> Softmax(NodeCall call, bool isLog)
    {
        var input = call.Tensor<float>(0);
        var output = call.New<float>(input.Shape);
        var width = input.Shape.Rank == 0 ? throw call.Fail($"its input is a {input}; expected one axis or more") : input.Shape[^1];
        for (var start = 0; start < input.Length; start += width)
        {
            var row = input.Span.Slice(start, width);
            var target = output.Target.Slice(start, width);
            var largest = float.NegativeInfinity;
            foreach (var value in row)
                largest = MathF.Max(largest, value);

            var sum = 0.0;
            foreach (var value in row)
                sum += Math.Exp((double)value - largest);
            for (var i = 0; i < width; i++)
                target[i] = (float)(isLog ? (double)row[i] - largest - Math.Log(sum) : Math.Exp((double)row[i] - largest) / sum);
        }

        return output;
    }

    // y = (x - mean) / √(variance + epsilon) · scale + offset for each channel, by the given figures or by those of x.
    static RunValue[] BatchNormalization(NodeCall call)
    {
        var (input, scale, offset) = (call.Tensor<float>(0), call.Tensor<float>(1), call.Tensor<float>(2));
        var isTraining = call.Flag("is_training", otherwise: true);
        var channelAxis = call.Text("data_format", "NHWC") is ['N', 'C', ..] ? 1 : input.Shape.Rank - 1;
        if (input.Shape.Rank is not (4 or 5))
            throw call.Fail($"its input is a {input}; expected 4 or 5 axes");

        var numChannels = input.Shape[channelAxis];
        var stride = View.Strides(input.Shape)[channelAxis];
        var (mean, variance) = isTraining
            ? Figures(call, input, numChannels, stride)
            : (call.Tensor<float>(3), call.Tensor<float>(4));
        foreach (var figures in (GraphTensor<float>[])[scale, offset, mean, variance])
        {
            if (figures.Length != numChannels)
                throw call.Fail($"it has a {figures} for the {numChannels} channels of a {input}");
        }

        var epsilon = call.Fraction("epsilon", 1e-4f);
        var output = call.New<float>(input.Shape);
        for (var i = 0; i < output.Length; i++)
        {
            var channel = i / stride % numChannels;
            var factor = scale.Span[channel] / Math.Sqrt((double)variance.Span[channel] + epsilon);
            output.Target[i] = (float)(((input.Span[i] - (double)mean.Span[channel]) * factor) + offset.Span[channel]);
        }

        return [output, mean, isTraining ? Unbiased(call, variance, input.Length) : variance, mean, variance, call.New<float>(0)];
    }

    static (GraphTensor<float> Mean, GraphTensor<float> Variance) Figures(NodeCall call, GraphTensor<float> input, int numChannels, int stride)
    {
        var (sums, squares) = (call.Scratch<double>(numChannels), call.Scratch<double>(numChannels));
        var count = numChannels == 0 ? 0 : input.Length / numChannels;
        for (var i = 0; i < input.Length; i++)
            sums[i / stride % numChannels] += input.Span[i];
        for (var i = 0; i < input.Length; i++)
        {
            var channel = i / stride % numChannels;
            var distance = input.Span[i] - (sums[channel] / count);
            squares[channel] += distance * distance;
        }

        var (mean, variance) = (call.New<float>(numChannels), call.New<float>(numChannels));
        for (var channel = 0; channel < numChannels; channel++)
            (mean.Target[channel], variance.Target[channel]) = ((float)(sums[channel] / count), (float)(squares[channel] / count));
        return (mean, variance);
    }

    // The variance that moving averages take: over one less than there are numbers.
    static GraphTensor<float> Unbiased(NodeCall call, GraphTensor<float> variance, int numValues)
    {
        var count = variance.Length == 0 ? 0 : numValues / variance.Length;
        var output = call.New<float>(variance.Shape);
        for (var channel = 0; channel < output.Length; channel++)
            output.Target[channel] = variance.Span[channel] * count / Math.Max(count - 1, 1);
        return output;
    }
}
