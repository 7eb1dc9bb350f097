using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The mean of a sequence, feature by feature; of the real steps alone where there is a mask.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, features), or (batch, 1, features) with keepdims.<br/>
/// Mask: ends here. A sample without any real step gives NaN, as in Keras.<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/global_average_pooling1d.py.
/// </remarks>
/// <param name="keepdims">Whether the axis of the steps stays, with size 1.</param>
/// <param name="dialect">Whose gradient a sample without any real step has: NaN in Keras 2, zero in Keras 3.</param>
public sealed class GlobalAveragePooling1D(bool keepdims = false, Dialect dialect = Dialect.Keras2) : GlobalPooling1D(keepdims)
{
    /// <summary>Whose gradient a sample without any real step has.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var inputs = call.Input;
        var outputs = call.Pass.RentZeros(ComputeOutputShape(inputs.Shape).Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var mean = outputs.Sample(sample);
            var numSteps = 0f;
            for (var step = 0; step < inputs.Shape[1]; step++)
            {
                var weight = Weight(call, sample, step);
                VectorOps.AddScaled(weight, inputs.Row((sample * inputs.Shape[1]) + step), mean);
                numSteps += weight;
            }

            for (var i = 0; i < mean.Length; i++)
                mean[i] /= numSteps;
        }

        call.OutputMask = null;
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputs = call.Input;
        var inputGradients = call.Pass.RentZeros(inputs.Shape.Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var numSteps = 0f;
            for (var step = 0; step < inputs.Shape[1]; step++)
                numSteps += Weight(call, sample, step);
            for (var step = 0; step < inputs.Shape[1]; step++)
            {
                var weight = Weight(call, sample, step);
                if (weight == 0 && Dialect == Dialect.Keras3)
                    continue;

                VectorOps.AddScaled(weight / numSteps, outputGradients.Sample(sample), inputGradients.Row((sample * inputs.Shape[1]) + step));
            }
        }

        return inputGradients;
    }

    static float Weight(Call call, int sample, int step) => call.Mask is null ? 1 : call.Mask.Row(sample)[step];
}
