using Spam.Keras.Models;
using Spam.Train.Kinds;
using Spam.Train.LongWork;
using Spam.Train.Settings;
using Spam.Train.Training;

namespace Spam.Train.Trials;

/// <summary>Looks for settings that suit the data: draws them at random and compares them on a part of the training rows. Test rows have no say.</summary>
/// <remarks>The same seed draws the same settings and gives the same scores. Epochs are part of what is found: of each trial the best epoch counts.</remarks>
sealed class TrialSearch
{
    /// <summary>The part of the training rows that is held back.</summary>
    public const double HeldBack = 0.2;

    readonly TrainOptions _options;
    readonly Corpus _corpus;
    readonly TrainSettings _settings = new();
    readonly SearchAxis[] _axes;

    /// <summary>A search among the settings that were not chosen already.</summary>
    /// <param name="options">The options to begin with.</param>
    /// <param name="corpus">The data.</param>
    /// <param name="given">The names of the settings that were chosen, which stay.</param>
    /// <exception cref="TrainingException">There is nothing left to search.</exception>
    public TrialSearch(TrainOptions options, Corpus corpus, IReadOnlySet<string> given)
    {
        var kind = ModelKinds.Find(options.Model);
        _options = options;
        _corpus = corpus.HoldBack(HeldBack);
        _axes = [.. kind.SearchSpace.Where(axis => !given.Contains(axis.Setting))];
        if (_axes.Length == 0)
        {
            throw new TrainingException(
                $"--trials has nothing to try: of {kind.Name} it tries {string.Join(", ", kind.SearchSpace.Select(axis => axis.Setting))}, and each is set. Leave out one of them.");
        }
    }

    /// <summary>How many rows are held back.</summary>
    public int NumHeldBack => _corpus.Rows.Test.Length;

    /// <summary>The choices, each once: first the options as they are, then random ones; fewer than asked for where there are no more.</summary>
    public IEnumerable<(TrainOptions Options, string Choice)> Choices()
    {
        var random = new Random(_options.Seed);
        var seen = new HashSet<string>(StringComparer.Ordinal) { Describe(_options) };
        yield return (_options, Describe(_options));

        var numChoices = _axes.Aggregate(1L, (product, axis) => product * axis.Values.Count);
        for (var draw = 0; seen.Count < _options.Trials && draw < 100 * numChoices; draw++)
        {
            var options = _options;
            foreach (var axis in _axes)
                options = Set(options, axis.Setting, axis.Values[random.Next(axis.Values.Count)]);
            if (seen.Add(Describe(options)))
                yield return (options, Describe(options));
        }
    }

    /// <summary>Trains and scores one choice after the other.</summary>
    /// <param name="cancellation">Stops between two steps; what was finished was given before.</param>
    /// <param name="work">Is told how far it is.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<Trial> Run(CancellationToken cancellation, Work? work = null)
    {
        var number = 0;
        foreach (var (options, choice) in Choices())
        {
            var start = TimeProvider.System.GetTimestamp();
            var run = new TrainingRun(options, _corpus);
            Callback[] callbacks = work is null ? [] : [new FitProgress(work, (double)number / _options.Trials, (number + 1.0) / _options.Trials)];
            var scores = run.Fit(Verbose.Silent, TextWriter.Null, callbacks, cancellation)[$"val_{run.Head.ScoreName}"];
            var best = scores.Max();
            var epochs = options.Epochs ?? scores.TakeWhile(score => score < best).Count() + 1;
            var score = options.Epochs is null ? best : scores[^1];
            yield return new(++number, options with { Epochs = epochs, Trials = 0 }, options.Epochs is null ? $"{choice}, epochs {epochs}" : choice, score, TimeProvider.System.GetElapsedTime(start));
        }
    }

    /// <summary>The best of some trials: the one with the highest score, on a tie the first.</summary>
    public static Trial Best(IReadOnlyList<Trial> trials) => trials.MaxBy(trial => trial.Score) ?? throw new ArgumentException("There is no trial.", nameof(trials));

    TrainOptions Set(TrainOptions options, string setting, string value) => SettingOf(setting).Apply(options, value);

    string Describe(TrainOptions options) => string.Join(", ", _axes.Select(axis => $"{axis.Setting} {SettingOf(axis.Setting).Write(options)}"));

    Setting SettingOf(string name) => _settings.Find(name) ?? throw new ArgumentException($"There is no setting {name}.", nameof(name));
}
