using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class MaskingTests
{
    [Fact]
    public void Steps_of_nothing_but_the_value_are_masked_and_give_zeros()
    {
        var inputs = new Tensor([-1f, -1, -1, 2, 0, 0], new(1, 3, 2));
        var call = new Call(new() { KeepsState = true }, inputs);
        var layer = new Masking(maskValue: -1);

        var outputs = layer.Run(call)[0];
        var gradients = layer.Backward(new Tensor([1f, 2, 3, 4, 5, 6], inputs.Shape), call)!;

        Assert.Equal([0f, 0, -1, 2, 0, 0], outputs.Span.ToArray());
        Assert.Equal([0f, 1, 1], call.OutputMask!.Span.ToArray());
        Assert.Equal([0f, 0, 3, 4, 5, 6], gradients.Span.ToArray());
    }

    [Fact]
    public void Inputs_without_features_are_refused()
        => Assert.Equal(
            "Masking 'masking' got inputs of shape (3,); expected (batch, steps, …, features).",
            Assert.Throws<KerasException>(() => new Masking().Forward(new(Pass.Inference, new Tensor(3)))).Message);
}
