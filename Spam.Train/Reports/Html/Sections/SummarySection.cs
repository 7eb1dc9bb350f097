using Spam.Train.Evaluations;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>The figures that are read first, and the model beside what it has to beat.</summary>
static class SummarySection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var (model, count) = (evaluation.Model, evaluation.Scored.Count);
        ClassifierFigures[] all = [.. evaluation.Classifiers];
        var interval = ShareInterval.Of(model.Accuracy, count);
        return Parts.Section(
            "summary", "Summary", "",
            new Element("div",
                Tile("accuracy", Figures.Percent(model.Accuracy), $"with {Figures.Count(count)} rows, {Figures.Percent(interval.Low)} to {Figures.Percent(interval.High)} is certain to 95 %"),
                Tile("macro F1", Figures.Share(model.MacroF1), "mean over labels, rare ones count as much"),
                Tile("area under ROC", Figures.ShareOrDash(model.MacroArea), "0.5 is a guess, 1 parts all rows"),
                Tile("calibration error", Figures.Share(evaluation.Calibration.ExpectedError), "how far scores are from the share that is right")).With("class", "tiles"),
            Verdict(evaluation),
            Parts.Table(
                "The model beside baselines",
                ["classifier", evaluation.Scored.IsMultiLabel ? "subset accuracy" : "accuracy", "macro F1", "micro F1", "ROC area", "avg. precision", "log loss", "Brier"],
                all.Select(figures => Row(figures, all))),
            Notes(evaluation));
    }

    static Element Tile(string name, string figure, string hint)
        => new Element("div", new Element("span", name).With("class", "tile-name"), new Element("strong", figure), new Element("span", hint).With("class", "tile-hint")).With("class", "tile");

    static Element Verdict(Evaluation evaluation)
    {
        var scored = evaluation.Scored;
        var text = $"Of {Figures.Count(scored.Count)} {evaluation.Data.Which}, {Figures.Count(scored.Count - evaluation.NumMistakes)} were answered rightly" +
            (scored.IsMultiLabel ? ", with all their labels and no other. " : ". ");
        if (evaluation.Logistic is { } logistic)
        {
            var difference = 100 * (evaluation.Model.Accuracy - logistic.Accuracy);
            text += Math.Abs(difference) < 0.05
                ? "Logistic regression on the same words does as well: the network is not worth its cost by these figures."
                : difference > 0
                    ? $"That is {Figures.Points(difference)} more than logistic regression on the same words reaches."
                    : $"Logistic regression on the same words does better, by {Figures.Points(-difference)}: the network is not worth its cost by these figures.";
        }

        return new Element("p", text).With("class", "verdict");
    }

    static Node[] Row(ClassifierFigures figures, ClassifierFigures[] all)
    {
        Node Best(Func<ClassifierFigures, double?> figure, bool isLowest = false)
        {
            var text = Figures.ShareOrDash(figure(figures));
            var best = isLowest ? all.Min(figure) : all.Max(figure);
            return figure(figures) is not null && text == Figures.ShareOrDash(best) ? new Element("b", text) : text;
        }

        return
        [
            Names.Label(figures.Name), Best(other => other.Accuracy), Best(other => other.MacroF1), Best(other => other.MicroF1), Best(other => other.MacroArea),
            Best(other => other.MacroAveragePrecision), Best(other => other.LogLoss, isLowest: true), Best(other => other.Brier, isLowest: true),
        ];
    }

    static Element Notes(Evaluation evaluation)
    {
        var notes = new Element("ul").With("class", "notes");
        if (evaluation.Logistic is null)
            notes.Add(new Element("li", $"There is no logistic regression to compare with. {evaluation.WhyNoLogistic}"));
        if (evaluation.NumAlsoTrained is > 0 and var trained)
            notes.Add(new Element("li", $"The exact text of {Figures.Count(trained)} of these rows was trained on: they tell memory, not skill."));
        if (evaluation.Data.TrainedRows is not null && evaluation.Manifest?.Settings.GetValueOrDefault("honest") == "false")
            notes.Add(new Element("li", "The model was not trained with --honest: its words were numbered on all rows, so its figures are a little too good."));
        notes.Add(new Element("li", "Log loss and Brier score are lower where a classifier is better; the other figures are higher. The best of each column is bold."));
        return notes;
    }
}
