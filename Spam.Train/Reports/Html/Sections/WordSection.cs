using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>The words that matter to the model.</summary>
static class WordSection
{
    const int MostOpen = 6; // labels; more are folded up

    /// <summary>The section; null where words were not asked for.</summary>
    public static Element? Of(Evaluation evaluation)
    {
        if (evaluation.Words is not { } words)
            return null;

        var section = Parts.Section(
            "words", "Words that matter",
            $"How much a label's score falls when a word is left out of the texts that have it, in the mean: blue words speak for the label, orange ones against it. Asked of {Figures.Count(words.NumTexts)} texts; " +
            $"words that fewer than {WordEffects.FewestTexts} of them have are left out, as chance would choose them, and a rare word could give a text away.");
        Element[] labels = [.. evaluation.Labels.Select((label, i) => OfLabel(label.Label, words.Labels[i]))];
        if (labels.Length <= MostOpen)
            return section.Add(Parts.Pictures([.. labels.Select(label => (Node)label)]));

        for (var i = 0; i < labels.Length; i++)
            section.Add(new Element("details", new Element("summary", Names.Label(evaluation.Labels[i].Label)), Parts.Pictures(labels[i])));
        return section;
    }

    static Element OfLabel(string label, IReadOnlyList<WordEffect> words) => words.Count == 0
        ? new Element("div", new Element("h3", Names.Label(label)), Parts.Hint("No word is in enough texts."))
        : new Element("div", new Element("h3", Names.Label(label)), EffectChart.Of(
            $"Fall of the score of {Names.InPicture(label, 24)} without a word", [.. words.Select(word => (word.Word, word.Mean, $"{Figures.Count(word.NumTexts)} texts"))]));
}
