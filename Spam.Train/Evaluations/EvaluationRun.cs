using Spam.Keras.Preprocessing;
using Spam.Model;
using Spam.Train.Explanations;
using Spam.Train.LongWork;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations;

/// <summary>Scores a model on rows, and gathers all that a report shows. It knows of no console.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The rows.</param>
/// <param name="folder">The folder that is worked in.</param>
sealed class EvaluationRun(AIModel model, EvaluatedData data, string folder)
{
    const int RowsAtOnce = 256, MostMistakes = 25, SeedOfDrawing = 42;

    readonly ModelFolder _files = ModelFolder.Find(model.Folder);

    /// <summary>Does all of it.</summary>
    /// <param name="showsTexts">Whether texts of the data may be shown.</param>
    /// <param name="now">The date of the report.</param>
    /// <param name="display">Where it is shown how far it is.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public Evaluation Run(bool showsTexts, DateTimeOffset now, WorkDisplay display, CancellationToken cancellation)
    {
        var (texts, truth) = (data.Texts, data.Truth);
        var scored = new ScoredRows(model.Labels, model.IsMultiLabel, truth, Ask(texts, display, cancellation));
        var tokenizer = Tokenizer.FromJson(_files.ReadText(_files.Tokenizer)); // as the model was loaded with
        var training = TrainingRows.Find(model, data, folder, out var whyNot);
        var logistic = training is null ? null : Fit(() => Baseline.Logistic(tokenizer, training, model.Labels, model.IsMultiLabel, texts, truth), display, cancellation);
        var trained = training?.Texts.ToHashSet(StringComparer.Ordinal);
        var constant = Baseline.Constant(scored);
        var log = _files.PathOf(LearningCurves.FileName);
        return new()
        {
            ModelName = model.Name,
            ModelVersion = model.Version,
            ModelSha256 = model.ContentHash,
            Manifest = model.Manifest,
            Created = now,
            Data = data,
            NumAlsoTrained = trained is null ? null : texts.Count(trained.Contains),
            Scored = scored,
            Model = ClassifierFigures.Of($"{model.Name} {model.Version}", scored),
            Logistic = logistic is null ? null : ClassifierFigures.Of("logistic regression", logistic),
            WhyNoLogistic = whyNot,
            Constant = ClassifierFigures.Of(ConstantName(constant), constant),
            Confusion = model.IsMultiLabel ? null : ConfusionMatrix.Of(scored),
            Calibration = Calibration.Of(scored),
            Labels = LabelCurves.Of(scored),
            Learning = File.Exists(log) ? LearningCurves.Parse(_files.ReadText(LearningCurves.FileName)) : null,
            Words = WordsOf(tokenizer, texts, display, cancellation),
            NumMistakes = Enumerable.Range(0, scored.Count).Count(row => !scored.IsRight(row)),
            Mistakes = Mistake.Hardest(scored, [.. data.Rows.Select(row => row + 1)], showsTexts ? texts : null, MostMistakes),
        };
    }

    static ScoredRows Fit(Func<ScoredRows> logistic, WorkDisplay display, CancellationToken cancellation)
    {
        using var work = display.Begin("Fitting logistic regression", cancellation);
        return work.Wait(logistic);
    }

    WordEffects WordsOf(Tokenizer tokenizer, IEnumerable<string> texts, WorkDisplay display, CancellationToken cancellation)
    {
        using var work = display.Begin("Leaving words out", cancellation);
        return WordEffects.Of(new Occlusion(model, tokenizer), tokenizer, model.Labels.Count, texts, new MersenneTwister(SeedOfDrawing), work);
    }

    List<double[]> Ask(IReadOnlyList<string> texts, WorkDisplay display, CancellationToken cancellation)
    {
        using var work = display.Begin($"Scoring {texts.Count} rows", cancellation);
        var scores = new List<double[]>(texts.Count);
        foreach (var chunk in texts.Chunk(RowsAtOnce))
        {
            work.Report((double)scores.Count / texts.Count);
            foreach (var prediction in model.Predict(chunk))
                scores.Add([.. prediction.Scores.Values.Select(score => (double)score)]);
        }

        return scores;
    }

    // Every row has the same answer, so the first tells it.
    static string ConstantName(ScoredRows constant)
    {
        var answers = Enumerable.Range(0, constant.Labels.Count).Where(label => constant.Count > 0 && constant.Answers(0, label)).Select(label => $"'{constant.Labels[label]}'");
        return $"always {string.Join(", ", answers.DefaultIfEmpty("no label"))}";
    }
}
