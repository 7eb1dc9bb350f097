using Spam.Keras.Preprocessing;
using Spam.Train.Explanations;
using Spam.Train.LongWork;

namespace Spam.Train.Evaluations;

/// <summary>The words that matter to a model, by what happens when they are left out of texts.</summary>
/// <remarks>The work is bounded: texts are drawn until so many are drawn, or so many questions asked.</remarks>
/// <param name="Labels">For each label, the words whose leaving-out changes its score most, the strongest first.</param>
/// <param name="NumTexts">How many different texts were asked about.</param>
/// <param name="NumQuestions">How often the model was asked.</param>
sealed record WordEffects(IReadOnlyList<IReadOnlyList<WordEffect>> Labels, int NumTexts, int NumQuestions)
{
    /// <summary>Words that fewer texts have are left out: their mean says little, and a rare word could give a text away.</summary>
    public const int FewestTexts = 5;

    const int MostTexts = 300, MostQuestions = 6000, MostWords = 12;

    /// <summary>Asks.</summary>
    /// <param name="occlusion">Asks about one text.</param>
    /// <param name="tokenizer">Names words.</param>
    /// <param name="numLabels">How many labels the model has.</param>
    /// <param name="texts">The texts to draw from.</param>
    /// <param name="random">Draws.</param>
    /// <param name="work">Is told how far it is, and stops between two texts.</param>
    public static WordEffects Of(
        Occlusion occlusion, Tokenizer tokenizer, int numLabels, IEnumerable<string> texts, MersenneTwister random, Work work)
    {
        string[] different = [.. texts.Distinct(StringComparer.Ordinal)];
        var sums = new Dictionary<int, (int Count, double[] Effects)>();
        var (numTexts, numQuestions) = (0, 0);
        foreach (var place in random.Permutation(different.Length))
        {
            work.Report(Math.Max((double)numTexts / Math.Min(MostTexts, different.Length), (double)numQuestions / MostQuestions));
            var questions = occlusion.WordsOf(different[place]).Count + 1;
            if (numTexts == MostTexts || numQuestions + questions > MostQuestions)
                break;

            foreach (var (word, effects) in occlusion.Of(different[place]))
            {
                var (count, sum) = sums.GetValueOrDefault(word, (0, new double[numLabels]));
                for (var label = 0; label < numLabels; label++)
                    sum[label] += effects[label];
                sums[word] = (count + 1, sum);
            }

            numTexts++;
            numQuestions += questions;
        }

        return new([.. Enumerable.Range(0, numLabels).Select(label => Strongest(sums, tokenizer, label, onlyFor: numLabels == 2))], numTexts, numQuestions);
    }

    // With two labels, what speaks against one speaks for the other, and is shown there.
    static WordEffect[] Strongest(Dictionary<int, (int Count, double[] Effects)> sums, Tokenizer tokenizer, int label, bool onlyFor)
        => [.. sums
            .Where(pair => pair.Value.Count >= FewestTexts && (!onlyFor || pair.Value.Effects[label] > 0))
            .Select(pair => new WordEffect(tokenizer.IndexWord[pair.Key], pair.Value.Effects[label] / pair.Value.Count, pair.Value.Count))
            .OrderByDescending(effect => Math.Abs(effect.Mean))
            .ThenBy(effect => effect.Word, StringComparer.Ordinal)
            .Take(MostWords)];
}

/// <summary>What one word does to the score of a label.</summary>
/// <param name="Word">The word.</param>
/// <param name="Mean">How much the score falls when it is left out, in the mean of the texts that have it.</param>
/// <param name="NumTexts">How many these are.</param>
sealed record WordEffect(string Word, double Mean, int NumTexts);
