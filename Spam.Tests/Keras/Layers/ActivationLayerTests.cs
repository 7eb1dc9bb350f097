using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ActivationLayerTests
{
    [Fact]
    public void It_is_Kerass_layer_Activation_and_gives_its_logits_to_the_loss()
    {
        var layer = new ActivationLayer("softmax");
        var call = new Call(Pass.Inference, new Tensor(2, 3));

        layer.Run(call);

        Assert.Equal("Activation 'activation'", layer.ToString());
        Assert.Equal("softmax", call.LogitsActivation);
    }
}
