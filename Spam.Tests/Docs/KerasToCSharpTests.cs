using System.Text.RegularExpressions;
using Spam.Keras;
using Spam.Keras.Constraints;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Preprocessing;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Docs;

/// <summary>The C# of docs/keras-to-csharp.md: each block stands here as it stands there, is compiled, trains a step and predicts.</summary>
/// <remarks>A block reaches from a comment that begins with <c>doc:</c> to the next that says <c>end</c>.</remarks>
public partial class KerasToCSharpTests
{
    const string Document = "docs/keras-to-csharp.md", ThisFile = "Spam.Tests/Docs/KerasToCSharpTests.cs";

    static readonly Dictionary<string, (Func<Spam.Keras.Models.Model> Build, int NumWords)> _models = new()
    {
        ["The workshop's LSTM"] = (WorkshopLSTM, 280),
        ["Bidirectional GRU"] = (BidirectionalGRU, 5000),
        ["Convolutions"] = (Convolutions, 5000),
        ["Convolutions, then an LSTM"] = (ConvolutionsThenLSTM, 5000),
        ["Stacked LSTMs"] = (StackedLSTMs, 5000),
        ["Averaged embeddings"] = (AveragedEmbeddings, 10_000),
        ["Attention pooling"] = (AttentionPooling, 5000),
        ["Transformer block"] = (TransformerBlock, 5000),
        ["Convolutions over characters"] = (ConvolutionsOverCharacters, 70),
        ["Bag of words"] = (BagOfWords, 2),
        ["Texts to numbers"] = (() => TextsToNumbers("some texts", "some more"), 5),
        ["A model in a model"] = (ModelInModel, 5000),
    };

    public static TheoryData<string> Titles => [.. _models.Keys];

    [Theory, MemberData(nameof(Titles))]
    public void Each_model_trains_and_predicts(string title)
    {
        var (build, numWords) = _models[title];
        var model = build();
        Tensor[] x = [.. model.Inputs.Select((_, input) => Samples(model.InputShape[1], numWords, seed: input))];
        var before = model.GetWeights();

        var loss = model.TrainOnBatch(new Batch(x, [TruthFor(model)], []))["loss"];
        var predictions = model.Predict(x)[0];

        Assert.True(float.IsFinite(loss));
        Assert.Contains(before.Zip(model.GetWeights()), pair => !pair.First.Span.SequenceEqual(pair.Second.Span));
        Assert.All(Enumerable.Range(0, predictions.NumRows), row => Assert.Equal(1, SumOfShares(predictions.Row(row)), 1e-5));
    }

    [Fact]
    public void The_documents_blocks_are_the_ones_that_run()
    {
        var document = File.ReadAllText(Path.Combine(ArchitectureTests.Root, Document)).ReplaceLineEndings("\n");

        var written = Block().Matches(document).Select(block => (Title: block.Groups["title"].Value, Code: block.Groups["code"].Value)).ToList();

        Assert.Equal(_models.Keys, written.Select(block => block.Title));
        Assert.Equal(CompiledBlocks(), written);
    }

    [Fact]
    public void Each_block_stands_behind_its_Python()
    {
        var document = File.ReadAllText(Path.Combine(ArchitectureTests.Root, Document));

        Assert.Equal(Titles.Count, Regex.Count(document, "^```python", RegexOptions.Multiline));
        Assert.Equal(Titles.Count, Regex.Count(document, "^```csharp", RegexOptions.Multiline));
    }

    [GeneratedRegex("^## (?<title>[^\n]+)\n(?:(?!^## )[^\n]*\n)*?```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^ +// doc: (?<title>[^\n]+)\n(?<code>.*?)^ +// end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CompiledBlock();

    static List<(string Title, string Code)> CompiledBlocks()
        => [.. CompiledBlock().Matches(File.ReadAllText(Path.Combine(ArchitectureTests.Root, ThisFile)).ReplaceLineEndings("\n"))
            .Select(block => (block.Groups["title"].Value, Regex.Replace(block.Groups["code"].Value, "^        ", "", RegexOptions.Multiline)))];

    static Tensor Samples(int length, int numWords, int seed)
    {
        var (samples, random) = (new Tensor(4, length), new Random(seed));
        foreach (ref var sample in samples.Span)
            sample = random.Next(numWords);
        return samples;
    }

    // Class numbers for a sparse loss and for one output, else a row of one 1.
    static Tensor TruthFor(Spam.Keras.Models.Model model)
    {
        var numClasses = model.OutputShape[1];
        var isSparse = model.Compilation!.Outputs[0].Loss.GetType().Name.StartsWith("Sparse", StringComparison.Ordinal); // compiled above
        var truth = new Tensor(4, isSparse ? 1 : numClasses);
        for (var row = 0; row < 4; row++)
        {
            ref var place = ref truth.Row(row)[isSparse || numClasses == 1 ? 0 : row % numClasses];
            place = isSparse || numClasses == 1 ? row % Math.Max(2, numClasses) : 1;
        }

        return truth;
    }

    // Of one output it is the share of yes, so the share of no is added.
    static double SumOfShares(ReadOnlySpan<float> shares)
    {
        var sum = shares.Length == 1 ? 1 - (double)shares[0] : 0;
        foreach (var share in shares) sum += share is >= 0 and <= 1 ? share : double.NaN;
        return sum;
    }

    static Sequential WorkshopLSTM()
    {
        // doc: The workshop's LSTM
        var model = new Sequential(
        [
            new Embedding(280, 128, inputLength: 300),
            new SpatialDropout1D(0.4f),
            new LSTM(196, dropout: 0.3f, recurrentDropout: 0.3f),
            new Dense(2, "softmax"),
        ]);
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        // end
        return model;
    }

    static Sequential BidirectionalGRU()
    {
        // doc: Bidirectional GRU
        var model = new Sequential(
        [
            new Embedding(5000, 64, maskZero: true, inputLength: 100),
            new Bidirectional(new GRU(32)),
            new Dropout(0.5f),
            new Dense(1, "sigmoid"),
        ]);
        model.Compile("adam", "binary_crossentropy", "accuracy");
        // end
        return model;
    }

    static Sequential Convolutions()
    {
        // doc: Convolutions
        var model = new Sequential(
        [
            new Embedding(5000, 64, inputLength: 100),
            new Conv1D(128, 5, activation: "relu"),
            new GlobalMaxPooling1D(),
            new Dense(64, "relu"),
            new Dense(5, "softmax"),
        ]);
        model.Compile("adam", "sparse_categorical_crossentropy", "accuracy");
        // end
        return model;
    }

    static Sequential ConvolutionsThenLSTM()
    {
        // doc: Convolutions, then an LSTM
        var model = new Sequential(
        [
            new Embedding(5000, 64, inputLength: 100),
            new Dropout(0.25f),
            new Conv1D(64, 5, padding: Padding.Valid, activation: "relu"),
            new MaxPooling1D(poolSize: 4),
            new LSTM(70),
            new Dense(1, "sigmoid"),
        ]);
        model.Compile("adam", "binary_crossentropy", "accuracy");
        // end
        return model;
    }

    static Sequential StackedLSTMs()
    {
        // doc: Stacked LSTMs
        var model = new Sequential(
        [
            new Embedding(5000, 64, maskZero: true, inputLength: 100),
            new LSTM(64, returnSequences: true),
            new LSTM(32),
            new Dense(3, "softmax"),
        ]);
        model.Compile(new RMSprop(0.001), new CategoricalCrossentropy(labelSmoothing: 0.1f), "accuracy");
        // end
        return model;
    }

    static Sequential AveragedEmbeddings()
    {
        // doc: Averaged embeddings
        var model = new Sequential(
        [
            new Embedding(10_000, 16, inputLength: 256),
            new GlobalAveragePooling1D(),
            new Dense(16, "relu", kernelRegularizer: new L2(0.001f)),
            new Dense(1, "sigmoid"),
        ]);
        model.Compile("adam", "binary_crossentropy", "accuracy");
        // end
        return model;
    }

    static Functional AttentionPooling()
    {
        // doc: Attention pooling
        var words = KerasTensor.Input([100]);
        var vectors = new Embedding(5000, 64).Call(words);
        var states = new Bidirectional(new LSTM(32, returnSequences: true)).Call(vectors);
        var scores = new Dense(1, "tanh").Call(states);
        var weights = new Softmax(axis: 1).Call(scores);
        var pooled = new Flatten().Call(new Dot(axes: 1).Call(weights, states));
        var model = new Functional(words, new Dense(2, "softmax").Call(pooled));
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        // end
        return model;
    }

    static Functional TransformerBlock()
    {
        // doc: Transformer block
        var words = KerasTensor.Input([100]);
        var vectors = new Embedding(5000, 32).Call(words);
        var attended = new MultiHeadAttention(numHeads: 2, keyDim: 32).Call(vectors, vectors);
        var first = new LayerNormalization(epsilon: 1e-6f).Call(new Add().Call(vectors, new Dropout(0.1f).Call(attended)));
        var inner = new Dense(32).Call(new Dense(32, "relu").Call(first));
        var second = new LayerNormalization(epsilon: 1e-6f).Call(new Add().Call(first, new Dropout(0.1f).Call(inner)));
        var pooled = new Dropout(0.1f).Call(new GlobalAveragePooling1D().Call(second));
        var model = new Functional(words, new Dense(2, "softmax").Call(pooled));
        model.Compile(new AdamW(0.001) { Clipnorm = 1 }, new SparseCategoricalCrossentropy(), "accuracy");
        // end
        return model;
    }

    static Sequential ConvolutionsOverCharacters()
    {
        // doc: Convolutions over characters
        var model = new Sequential(
        [
            new Embedding(70, 16, inputLength: 256),
            new Conv1D(64, 7, activation: "relu"),
            new MaxPooling1D(poolSize: 3),
            new Conv1D(64, 3, activation: "relu"),
            new MaxPooling1D(poolSize: 3),
            new Flatten(),
            new Dense(128, "relu", kernelConstraint: new MaxNorm(3)),
            new Dropout(0.5f),
            new Dense(4, "softmax"),
        ]);
        model.Compile(new SGD(0.01, momentum: 0.9), new CategoricalCrossentropy(), "accuracy");
        // end
        return model;
    }

    static Sequential BagOfWords()
    {
        // doc: Bag of words
        var model = new Sequential(
        [
            new InputLayer(1000),
            new Dense(64, "relu"),
            new Dropout(0.5f),
            new Dense(3, "softmax"),
        ]);
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        // end
        return model;
    }

    static Sequential TextsToNumbers(params string[] texts)
    {
        // doc: Texts to numbers
        var vectorization = new TextVectorization(maxTokens: 5000, outputSequenceLength: 100);
        vectorization.Adapt(texts);
        var model = new Sequential(
        [
            new Embedding(vectorization.Vocabulary.Count, 16, maskZero: true, inputLength: 100),
            new GlobalAveragePooling1D(),
            new Dense(1, "sigmoid"),
        ]);
        model.Compile("adam", "binary_crossentropy", "accuracy");
        // end
        return model;
    }

    static Functional ModelInModel()
    {
        // doc: A model in a model
        var encoder = new Sequential([new Embedding(5000, 32, maskZero: true, inputLength: 50), new LSTM(16)], name: "encoder");
        var (question, answer) = (KerasTensor.Input([50]), KerasTensor.Input([50]));
        var alike = new Dot(axes: 1, normalize: true).Call(encoder.Call(question), encoder.Call(answer));
        var model = new Functional([question, answer], new Dense(1, "sigmoid").Call(alike));
        model.Compile("adam", "binary_crossentropy", "accuracy");
        // end
        return model;
    }
}
