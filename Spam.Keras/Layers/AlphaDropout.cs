namespace Spam.Keras.Layers;

/// <summary>In training, sets a random part of the inputs to what selu gives for very negative numbers, and stretches all so that mean 0 and variance 1 stay.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same. Outside training it changes nothing. A mask that is handed in keeps where it is not 0.<br/>
/// <code>
/// s = -1.0507 · 1.6733, selu's lowest value
/// a = 1 / √((1 - rate) (1 + rate s²)),  b = -a s rate
/// y = a x + b where kept, a s + b where dropped
/// </code>
/// Source: Keras 2.15, keras/src/layers/regularization/alpha_dropout.py. Paper: Klambauer and others, 2017.
/// </remarks>
/// <param name="rate">The part that is dropped: 0 up to, not including, 1.</param>
/// <param name="noiseShape">The shape of the mask, an axis of 1 sharing its draw; an axis of -1 takes the inputs' size. Null: the inputs' shape.</param>
public sealed class AlphaDropout(float rate, IReadOnlyList<int>? noiseShape = null) : Dropout(rate, noiseShape)
{
    const double Lowest = -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;

    float Scale => (float)(1 / Math.Sqrt((1 - Rate) * (1 + (Rate * Lowest * Lowest))));

    float Shift => (float)(-Scale * Lowest * Rate);

    /// <inheritdoc/>
    protected override Tensor Drop(Tensor inputs, Tensor mask, Pass pass)
    {
        var kept = Broadcast.Expand(mask, inputs.Shape, pass);
        var outputs = pass.Rent(inputs.Shape.Sizes);
        var (scale, shift) = (Scale, Shift);
        var dropped = (scale * (float)Lowest) + shift;
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = kept[i] == 0 ? dropped : (scale * inputs[i]) + shift;
        return outputs;
    }

    /// <inheritdoc/>
    protected override Tensor DropGradients(Tensor outputGradients, Tensor mask, Pass pass)
    {
        var kept = Broadcast.Expand(mask, outputGradients.Shape, pass);
        var gradients = pass.Rent(outputGradients.Shape.Sizes);
        var scale = Scale;
        for (var i = 0; i < gradients.Length; i++)
            gradients[i] = kept[i] == 0 ? 0 : scale * outputGradients[i];
        return gradients;
    }
}
