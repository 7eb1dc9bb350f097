using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Tests.Train.Training;
using Spam.Train.Kinds;
using Spam.Train.Training;

namespace Spam.Tests.Train.Kinds;

/// <summary>Each kind of network learns a few rows, is saved, and answers from its files as it did before.</summary>
public sealed class KindTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public KindTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => [.. ModelKinds.Names];

    [Theory, MemberData(nameof(Names))]
    public void What_was_learned_answers_from_its_folder(string kind)
    {
        var run = Train(Options(kind));

        var model = AIModel.Load(run.Options.ModelFolder);

        string[] texts = ["FREE prize, call!", "see you at home", "", "words that nobody knows", string.Join(' ', Enumerable.Repeat("see you at work", 9))];
        Assert.Equal(["spam", "ham"], model.Predict(texts).Take(2).Select(prediction => prediction.Top.Label));
        Assert.All(texts, text => Assert.Equal(Trained(run, text), model.Predict(text).Scores.Values));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_form_answers_alike(string kind)
    {
        var run = Train(Options(kind));
        string[] texts = ["free prize", "see you at lunch", ""];
        var expected = AIModel.Load(run.Options.ModelFolder).Predict(texts);

        foreach (var (form, keras) in new[]
        {
            (SavedForm.SavedModel, KerasVersion.Keras3), (SavedForm.Keras, KerasVersion.Keras2), (SavedForm.Keras, KerasVersion.Keras3),
            (SavedForm.H5, KerasVersion.Keras2), (SavedForm.H5, KerasVersion.Keras3),
        })
        {
            var options = run.Options with { Format = form, Keras = keras, Overwrite = true };
            var other = Train(options);
            var answers = AIModel.Load(other.Options.ModelFolder).Predict(texts);
            for (var i = 0; i < texts.Length; i++) // a graph alone sums in another order
                Assert.All(expected[i].Scores.Values.Zip(answers[i].Scores.Values), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads(string kind)
    {
        var options = Options(kind) with { Epochs = 2, Dropout = 0.2f, SpatialDropout = 0.2f };

        var first = Hash(options with { Threads = 1, Version = "v1" });

        Assert.Equal(first, Hash(options with { Threads = 2, Version = "v2" }));
        Assert.NotEqual(first, Hash(options with { Seed = 2, Version = "v3" }));

        string Hash(TrainOptions of) => AIModel.Load(Train(of).Options.ModelFolder).ContentHash;
    }

    [Theory, MemberData(nameof(Names))]
    public void Options_that_suit_it_name_it_and_what_it_tries_it_takes(string kind)
    {
        var found = ModelKinds.Find(kind);

        Assert.Equal(kind, found.Defaults.Model);
        Assert.All(found.NetworkSettings, name => Assert.Contains(name, ModelKinds.NetworkSettings));
        Assert.All(found.SearchSpace, axis => Assert.Contains(axis.Setting, (string[])[.. found.NetworkSettings, "learning-rate"]));
    }

    [Theory, InlineData("--format keras"), InlineData("--format h5")]
    public void What_cannot_be_in_a_file_for_both_Keras_is_said_before_training(string form)
    {
        var run = Commands.CommandLineRun.Of(_folder.Path, $"--data data.csv --model transformer {form}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MultiHeadAttention 'multi_head_attention' cannot be in a file for both Keras", run.Error, StringComparison.Ordinal);
        Assert.Contains("--keras 2 and --keras 3", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", run.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("average"), InlineData("bag-of-words")]
    public void Some_do_not_see_the_order_of_words(string kind)
    {
        var model = AIModel.Load(Train(Options(kind)).Options.ModelFolder);

        var (one, other) = (model.Predict("free see call you"), model.Predict("you call see free"));

        Assert.Equal(one.Top.Value, other.Top.Value, tolerance: 1e-6);
    }

    TrainOptions Options(string kind) => ModelKinds.Find(kind).Defaults with
    {
        Data = _folder["data.csv"],
        Out = _folder["artifacts"],
        NumWords = 20,
        MaxLength = 6,
        EmbeddingDim = 8,
        Units = 8,
        SpatialDropout = 0,
        Dropout = 0,
        RecurrentDropout = 0,
        BatchSize = 4,
        Epochs = 8,
        LearningRate = 0.02f,
    };

    static TrainingRun Train(TrainOptions options)
    {
        var run = TrainingRun.Prepare(options);
        Artifacts.Write(run, run.Train(Verbose.Silent, TextWriter.Null, [], CancellationToken.None), DateTimeOffset.UnixEpoch);
        return run;
    }

    static float[] Trained(TrainingRun run, string text)
    {
        var ids = run.Corpus.Tokenizer.TextsToSequences([text]);
        return run.Model.Predict(Sequences.PadSequences(ids, run.Options.MaxLength)).Row(0).ToArray();
    }
}
