namespace Spam.Keras.Layers;

/// <summary>The largest number of a sequence, feature by feature.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, features), or (batch, 1, features) with keepdims.<br/>
/// Equal largest numbers share the gradient.<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/global_max_pooling1d.py.
/// </remarks>
/// <param name="keepdims">Whether the axis of the steps stays, with size 1.</param>
public sealed class GlobalMaxPooling1D(bool keepdims = false) : GlobalPooling1D(keepdims)
{
    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var (inputs, width) = (call.Input, call.Input.Shape[^1]);
        var outputs = call.Pass.Rent(ComputeOutputShape(inputs.Shape).Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var x = inputs.Sample(sample);
            var y = outputs.Sample(sample);
            x[..width].CopyTo(y);
            for (var start = width; start < x.Length; start += width)
            {
                var step = x.Slice(start, width);
                for (var i = 0; i < width; i++)
                    y[i] = step[i] > y[i] ? step[i] : y[i];
            }
        }

        call.Keep(outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var (inputs, outputs, width) = (call.Input, call.Kept<Tensor>(), call.Input.Shape[^1]);
        var inputGradients = call.Pass.RentZeros(inputs.Shape.Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var x = inputs.Sample(sample);
            var dx = inputGradients.Sample(sample);
            var y = outputs.Sample(sample);
            var dy = outputGradients.Sample(sample);
            for (var i = 0; i < width; i++)
            {
                var numLargest = 0;
                for (var place = i; place < x.Length; place += width)
                    numLargest += x[place] == y[i] ? 1 : 0;
                for (var place = i; place < x.Length; place += width)
                    dx[place] = x[place] == y[i] ? dy[i] / numLargest : 0;
            }
        }

        return inputGradients;
    }
}
