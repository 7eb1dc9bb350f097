using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;
using Spam.Train.Kinds;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Tests.Train.Trials;

public sealed class TrialSearchTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrialSearchTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_tries_the_same_and_scores_the_same()
    {
        var first = Search(seed: 1).Run(CancellationToken.None).ToArray();
        var second = Search(seed: 1).Run(CancellationToken.None).ToArray();
        var other = Search(seed: 2).Choices().Select(choice => choice.Choice);

        Assert.Equal(4, first.Length);
        Assert.Equal(first.Select(trial => (trial.Choice, trial.Score)), second.Select(trial => (trial.Choice, trial.Score)));
        Assert.NotEqual(Search(seed: 1).Choices().Select(choice => choice.Choice), other);
    }

    [Fact]
    public void The_first_trial_is_what_would_be_trained_without_a_search()
    {
        var choices = Search(seed: 1).Choices().ToArray();

        Assert.Equal("learning-rate 0.005, units 16, dropout 0.5", choices[0].Choice);
        Assert.Equal(choices.Length, choices.Select(choice => choice.Choice).Distinct().Count());
    }

    [Fact]
    public void What_was_chosen_stays()
    {
        var choices = Search(seed: 1, given: ["dropout", "units"], numTrials: 50).Choices().ToArray();

        Assert.Equal(["learning-rate 0.001", "learning-rate 0.002", "learning-rate 0.005"], choices.Select(choice => choice.Choice).Order(StringComparer.Ordinal));
        Assert.All(choices, choice => Assert.Equal((0.5f, 16), (choice.Options.Dropout, choice.Options.Units)));
    }

    [Fact]
    public void Nothing_left_to_try_is_said()
    {
        var error = Assert.Throws<TrainingException>(() => Search(seed: 1, given: ["dropout", "units", "learning-rate"]));

        Assert.Equal("--trials has nothing to try: of bag-of-words it tries learning-rate, units, dropout, and each is set. Leave out one of them.", error.Message);
    }

    [Fact]
    public void Test_rows_are_neither_trained_on_nor_judged_on()
    {
        var corpus = Corpus.Load(Options(seed: 1));

        var held = corpus.HoldBack(0.25);

        Assert.Equal(corpus.Rows.Train.Order(), held.Rows.Train.Concat(held.Rows.Test).Order());
        Assert.Empty(held.Rows.Train.Intersect(held.Rows.Test));
        Assert.Equal((26, 19, 7), (corpus.Rows.Train.Length, held.Rows.Train.Length, held.Rows.Test.Length));
    }

    [Fact]
    public void The_best_is_trained_whole_and_trains_again_without_a_search()
    {
        var run = Run("--data data.csv --model bag-of-words --num-words 20 --max-length 6 --trials 3 --batch-size 8");
        var again = Run("--config artifacts/spam/v1/run.json --version v2");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"Trial 1 of 3: accuracy [01]\.\d{4} in \d+\.\d s, learning-rate 0\.005, units 16, dropout 0\.5, epochs \d+", run.Output);
        Assert.Contains("3 trials on 6 training rows that were held back, the best first", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("trials", again.Output, StringComparison.Ordinal);
        Assert.Equal(AIModel.Load(_folder["artifacts/spam/v1"]).ContentHash, AIModel.Load(_folder["artifacts/spam/v2"]).ContentHash);
    }

    [Fact]
    public void An_interruption_keeps_the_best_so_far()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Trial 2 of 40", interruption);

        var run = CommandLineRun.Of(
            _folder.Path, "--data data.csv --model bag-of-words --num-words 20 --max-length 6 --trials 40 --batch-size 8".Split(' '), output: output, cancellation: interruption.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Interrupted after 2 of 40 trials; the best of them is trained now.", run.Error, StringComparison.Ordinal);
        Assert.Equal("bag-of-words", AIModel.Load(_folder["artifacts/spam/v1"]).Manifest!.Settings["model"]);
    }

    [Fact]
    public void An_interruption_before_the_first_result_writes_nothing()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Data set", interruption);

        var run = CommandLineRun.Of(_folder.Path, "--data data.csv --model bag-of-words --trials 4".Split(' '), output: output, cancellation: interruption.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Interrupted before the first trial was finished. Nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["artifacts"]));
    }

    TrialSearch Search(int seed, string[]? given = null, int numTrials = 4)
    {
        var options = Options(seed) with { Trials = numTrials };
        return new(options, Corpus.Load(options), (given ?? []).ToHashSet());
    }

    TrainOptions Options(int seed) => new BagOfWordsKind().Defaults with { Data = _folder["data.csv"], Seed = seed, NumWords = 20, MaxLength = 6, Epochs = 2 };

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);
}
