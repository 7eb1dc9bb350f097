using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

public class PredictLayersTests
{
    [Fact]
    public void Each_layer_gives_what_a_model_that_ends_with_it_gives()
    {
        var words = KerasTensor.Input([4]);
        var table = new Embedding(6, 3).Call(words);
        var state = new LSTM(5).Call(table);
        var scores = new Dense(2, "softmax").Call(state);
        var model = new Functional(words, scores, seed: 3);
        var inputs = new Tensor([0, 1, 2, 3, 5, 4, 0, 0], new Shape(2, 4));

        var outputs = model.PredictLayers(inputs);

        Assert.Equal(model.Nodes.Count, outputs.Count);
        Assert.Equal(inputs.Span, outputs[0][0].Span);
        var parts = new[] { table, state, scores };
        for (var i = 0; i < parts.Length; i++)
            Near.Equal(new Functional(words, parts[i]).Predict(inputs).Span, outputs[i + 1][0].Span, tolerance: 0);
    }
}
