using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Model;
using Spam.Train.Kinds;
using Spam.Train.Training;

namespace Spam.Tests.Train.Training;

public sealed class TrainingRunTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrainingRunTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_learned_answers_from_its_folder()
    {
        var run = TrainingRun.Prepare(TinyData.Options(_folder));

        var result = Train(run);
        var manifest = Artifacts.Write(run, result, DateTimeOffset.UnixEpoch);
        var model = AIModel.Load(_folder["artifacts/spam/v1"]);

        Assert.Equal(1, result.Report.Accuracy);
        Assert.Equal(1, result.LogisticAccuracy);
        Assert.Equal("spam", model.Predict("FREE prize, call!").Top.Label);
        Assert.Equal("ham", model.Predict("see you at home").Top.Label);
        Assert.Equal(manifest.ToJson(), File.ReadAllText(_folder["artifacts/spam/v1/manifest.json"]));
        Assert.Equal(("spam", "v1", 1), (manifest.Name, manifest.Version, manifest.Seed));
        Assert.Equal(["ham", "spam"], manifest.Labels);
        Assert.Equal(1, manifest.Scores["accuracy"]);
    }

    [Fact]
    public void The_folder_answers_with_the_numbers_that_were_trained()
    {
        var run = TrainingRun.Prepare(TinyData.Options(_folder));
        Artifacts.Write(run, Train(run), DateTimeOffset.UnixEpoch);
        var trained = run.Model.Predict(run.Corpus.InputsOf([3]));

        var prediction = AIModel.Load(run.Options.ModelFolder).Predict(run.Corpus.DataSet.Texts[3]);

        Assert.Equal(trained.Row(0).ToArray(), prediction.Scores.Values);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        string Hash(string version, int seed, int threads)
        {
            var run = TrainingRun.Prepare(TinyData.Options(_folder) with
            {
                Version = version,
                Seed = seed,
                Threads = threads,
                SpatialDropout = 0.4f,
                Dropout = 0.3f,
                RecurrentDropout = 0.3f,
            });
            Artifacts.Write(run, Train(run), DateTimeOffset.UnixEpoch);
            return AIModel.Load(run.Options.ModelFolder).ContentHash;
        }

        var first = Hash("v1", seed: 3, threads: 1);

        Assert.Equal(first, Hash("v2", seed: 3, threads: 2));
        Assert.NotEqual(first, Hash("v3", seed: 4, threads: 1));
    }

    [Fact]
    public void The_log_is_that_of_a_CSV_logger()
    {
        var run = TrainingRun.Prepare(TinyData.Options(_folder) with { Epochs = 2 });
        var result = Train(run);

        Artifacts.Write(run, result, DateTimeOffset.UnixEpoch);

        var lines = File.ReadAllText(_folder["artifacts/spam/v1/training_log.csv"]).Split("\r\n");
        Assert.Equal(["epoch,accuracy,loss,val_accuracy,val_loss", "0", "1", ""], lines.Select(line => line.StartsWith('e') ? line : line.Split(',')[0]));
        Assert.Equal($"{(double)result.History["val_loss"][1]:R}", lines[2].Split(',')[4]);
    }

    [Fact]
    public void Files_are_named_after_the_model()
    {
        var run = TrainingRun.Prepare(TinyData.Options(_folder) with { Name = "tickets", Version = "v7" });

        Artifacts.Write(run, Train(run), DateTimeOffset.UnixEpoch);

        Assert.Equal(
            ["manifest.json", "run.json", "saved_model", "tickets_metadata.json", "tickets_tokenizer.json", "training_log.csv"],
            Directory.GetFileSystemEntries(_folder["artifacts/tickets/v7"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("v7", Assert.Single(Directory.GetFileSystemEntries(_folder["artifacts/tickets"]).Select(Path.GetFileName)));
    }

    [Fact]
    public void A_folder_that_is_there_is_not_replaced_unasked()
    {
        var options = TinyData.Options(_folder);
        Directory.CreateDirectory(options.ModelFolder);
        Directory.CreateDirectory((options with { Version = "v2" }).ModelFolder);

        var error = Assert.Throws<TrainingException>(() => TrainingRun.Prepare(options));
        TrainingRun.Prepare(options with { Overwrite = true });

        Assert.Equal($"{options.ModelFolder} is there already. Keep it and write another with --version v3, or replace it with --overwrite.", error.Message);
    }

    [Fact]
    public void One_label_is_nothing_to_tell_apart()
    {
        _folder.Write("data.csv", "label,text\nham,a\nham,b\n");

        var error = Assert.Throws<TrainingException>(() => TrainingRun.Prepare(TinyData.Options(_folder)));

        Assert.StartsWith($"{_folder["data.csv"]} has only the label 'ham'; a classifier needs 2 or more to tell apart.", error.Message);
    }

    [Fact]
    public void Honest_runs_see_no_duplicates_and_no_words_of_test_rows()
    {
        _folder.Write("data.csv", "label,text\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 2 == 0 ? "ham" : "spam")},word{i % 20}\n")));
        var options = TinyData.Options(_folder) with { NumWords = 100 };

        var leaking = TrainingRun.Prepare(options).Corpus;
        var honest = TrainingRun.Prepare(options with { Honest = true }).Corpus;

        Assert.Equal((30, 20), (leaking.DataSet.Count, leaking.Tokenizer.WordIndex.Count));
        Assert.Equal((20, 10, 13), (honest.DataSet.Count, honest.NumRemoved, honest.Tokenizer.WordIndex.Count));
        Assert.Equal(0, honest.Report().NumTestRowsInTrain);
        Assert.NotEqual(0, leaking.Report().NumTestRowsInTrain);
    }

    [Fact]
    public void The_network_is_that_of_the_workshop()
    {
        var model = ModelKinds.Find("lstm").Build(TrainOptions.Workshop with { RecurrentMasks = RecurrentDropout.PerStep }, numLabels: 2).Model;

        Assert.Equal(291_034, model.Parameters.Sum(parameter => parameter.Value.Length));
        Assert.Equal(["Embedding", "SpatialDropout1D", "LSTM", "Dense"], model.Layers.Select(layer => layer.ClassName));
        Assert.Equal("(None, 300)", model.InputShape.ToString());
    }

    [Fact]
    public void The_split_is_that_of_scikit_learn()
    {
        var run = TrainingRun.Prepare(TinyData.Options(_folder) with { TestSize = 0.33 });

        Assert.Equal((26, 14), (run.Corpus.Rows.Train.Length, run.Corpus.Rows.Test.Length));
    }

    static TrainingResult Train(TrainingRun run) => run.Train(Verbose.Silent, TextWriter.Null, [], CancellationToken.None);
}
