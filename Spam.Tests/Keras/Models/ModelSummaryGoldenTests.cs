using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

public class ModelSummaryGoldenTests
{
    const string Folder = "numerics/text_output";

    /// <summary>The summaries, as <c>summary_workshop.keras2.txt</c>.</summary>
    public static TheoryData<string> Files
    {
        get
        {
            var folder = GoldenData.PathOf(Folder);
            return [.. (Directory.Exists(folder) ? Directory.GetFiles(folder, "summary_*.txt") : [])
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Files))]
    public void The_summary_is_Keras_to_the_byte(string file)
    {
        var expected = File.ReadAllText(GoldenData.Require($"{Folder}/{file}"));
        var dialect = file.Contains("keras3", StringComparison.Ordinal) ? Dialect.Keras3 : Dialect.Keras2;
        var output = new StringWriter();

        Create(file).Summary(output, dialect);

        Assert.Equal(expected, output.ToString());
    }

    static Spam.Keras.Models.Model Create(string file) => file.Split('.')[0] switch
    {
        "summary_functional" => TwoInputs(),
        "summary_workshop" => Workshop(inputLength: file.Contains("keras3", StringComparison.Ordinal) ? null : 300), // Keras 3 knows no input length
        "summary_workshop_built" => Workshop(300),
        var other => throw new NotSupportedException(other),
    };

    static Sequential Workshop(int? inputLength)
    {
        var model = new Sequential();
        model.Add(new Embedding(280, 128, inputLength: inputLength));
        model.Add(new SpatialDropout1D(0.4f));
        model.Add(new LSTM(196, dropout: 0.3f, recurrentDropout: 0.3f));
        model.Add(new Dense(2, activation: "softmax"));
        return model;
    }

    static Functional TwoInputs()
    {
        var (words, features) = (KerasTensor.Input([12], "words"), KerasTensor.Input([5], "features"));
        var table = new Embedding(280, 8) { Name = "table" }.Call(words);
        var reader = new Bidirectional(new GRU(6)) { Name = "reader" }.Call(table);
        var norm = new BatchNormalization { Name = "norm" }.Call(features);
        var both = new Concatenate { Name = "both" }.Call(reader, norm);
        return new([words, features], [new Dense(2, "softmax") { Name = "label" }.Call(both)], "two_inputs");
    }
}
