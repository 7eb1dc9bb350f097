using Spam.Train.Evaluations;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>The answers that were surest and wrong.</summary>
static class MistakeSection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var mistakes = evaluation.Mistakes;
        if (mistakes.Count == 0)
            return Parts.Section("mistakes", "Hardest mistakes", "There are none: every row was answered rightly.");

        var showsTexts = mistakes[0].Text is not null;
        var hint = $"The {mistakes.Count} surest of {Figures.Count(evaluation.NumMistakes)} wrong answers: look here for wrong labels in the data. Row 1 is the first below the header of the file." +
            (showsTexts ? "" : " Texts are shown with --show-texts.");
        return Parts.Section(
            "mistakes", "Hardest mistakes", hint,
            Parts.Table(
                "Hardest mistakes", ["row", "truth", "answer", "score of the truth", "score of the mistake", .. showsTexts ? (string[])["text"] : []],
                mistakes.Select(mistake => (Node[])
                [
                    $"{mistake.Row}", Labels(mistake.Truth), Labels(mistake.Answers), Figures.Share(mistake.TruthScore), Figures.Share(mistake.AnswerScore),
                    .. mistake.Text is { } text ? (Node[])[Names.Text(text)] : [],
                ])));
    }

    static Element Labels(IReadOnlyList<string> labels)
    {
        var list = new Element("span").With("class", "labels");
        foreach (var label in labels)
            list.Add(Names.Label(label)).Add(" ");
        return labels.Count == 0 ? list.Add("none") : list;
    }
}
