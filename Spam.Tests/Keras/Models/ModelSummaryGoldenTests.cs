using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

public class ModelSummaryGoldenTests
{
    [SkippableFact]
    public void The_summary_of_the_workshop_model_is_Keras_to_the_byte()
    {
        var expected = File.ReadAllText(GoldenData.Require("numerics/text_output/summary_workshop.keras2.txt"));
        var model = new Sequential();
        model.Add(new Embedding(280, 128, inputLength: 300));
        model.Add(new SpatialDropout1D(0.4f));
        model.Add(new LSTM(196, dropout: 0.3f, recurrentDropout: 0.3f));
        model.Add(new Dense(2, activation: "softmax"));
        var output = new StringWriter();

        model.Summary(output);

        Assert.Equal(expected, output.ToString());
    }
}
