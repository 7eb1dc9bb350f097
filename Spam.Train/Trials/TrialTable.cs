using Spam.Train.Reports;

namespace Spam.Train.Trials;

/// <summary>Trials for people, best first.</summary>
static class TrialTable
{
    /// <summary>As a table.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="numHeldBack">How many rows were held back.</param>
    /// <param name="scoreName">What the score is.</param>
    public static Report Of(IReadOnlyList<Trial> trials, int numHeldBack, string scoreName) => new(
        $"{trials.Count} trials on {numHeldBack} training rows that were held back, the best first",
        [
            new(
                ["trial", scoreName, "time", "settings"],
                [.. trials.OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number)
                    .Select(trial => (string[])[$"{trial.Number}", Figures.Share(trial.Score), Figures.Seconds(trial.Time), trial.Choice])]),
        ],
        []);
}
