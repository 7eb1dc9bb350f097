namespace Spam.Train.Baselines;

/// <summary>What logistic regression minimizes: the summed cross-entropy plus the penalty on the weights, with its gradient.</summary>
/// <remarks>
/// Parameters: weights (words, labels), then a bias for each label; biases are not penalized.<br/>
/// <c>f = -sum log softmax(x·W + b)[label] + penalty / 2 |W|²</c>. With two labels scikit-learn has one vector w and <c>|w|² / (2 C)</c>;
/// here the two columns are w / 2 and -w / 2, so twice the penalty is the same thing.<br/>
/// Source: scikit-learn, linear_model/_logistic.py.
/// </remarks>
/// <param name="texts">The words of each text.</param>
/// <param name="labelIds">The label of each text.</param>
/// <param name="numLabels">How many labels there are.</param>
/// <param name="c">The inverse of the penalty's strength.</param>
sealed class LogisticObjective(WordCounts texts, IReadOnlyList<int> labelIds, int numLabels, double c)
{
    readonly double _penalty = (numLabels == 2 ? 2 : 1) / c;
    readonly double[] _scores = new double[numLabels];

    /// <summary>How many numbers are sought.</summary>
    public int NumParameters => (texts.NumWords + 1) * numLabels;

    /// <summary>The value at <paramref name="parameters"/>; <paramref name="gradient"/> is overwritten.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var numWeights = texts.NumWords * numLabels;
        var loss = 0.0;
        for (var i = 0; i < numWeights; i++)
        {
            loss += _penalty / 2 * parameters[i] * parameters[i];
            gradient[i] = _penalty * parameters[i];
        }

        var biasGradients = gradient[numWeights..];
        biasGradients.Clear();
        for (var text = 0; text < texts.NumTexts; text++)
        {
            Probabilities(texts, text, parameters, _scores);
            loss -= Math.Log(Math.Max(_scores[labelIds[text]], double.Epsilon));
            _scores[labelIds[text]] -= 1; // now the gradient of the loss with respect to the scores

            var words = texts.Words(text);
            var counts = texts.Counts(text);
            for (var i = 0; i < words.Length; i++)
            {
                var row = gradient.Slice(words[i] * numLabels, numLabels);
                for (var label = 0; label < numLabels; label++)
                    row[label] += counts[i] * _scores[label];
            }

            for (var label = 0; label < numLabels; label++)
                biasGradients[label] += _scores[label];
        }

        return loss;
    }

    /// <summary>The probability of each label for one text; <paramref name="probabilities"/> is as long as there are labels.</summary>
    public static void Probabilities(WordCounts texts, int text, ReadOnlySpan<double> parameters, Span<double> probabilities)
    {
        var numLabels = probabilities.Length;
        parameters.Slice(texts.NumWords * numLabels, numLabels).CopyTo(probabilities);
        var words = texts.Words(text);
        var counts = texts.Counts(text);
        for (var i = 0; i < words.Length; i++)
        {
            var row = parameters.Slice(words[i] * numLabels, numLabels);
            for (var label = 0; label < numLabels; label++)
                probabilities[label] += counts[i] * row[label];
        }

        var largest = double.NegativeInfinity;
        foreach (var score in probabilities)
            largest = Math.Max(largest, score);
        var sum = 0.0;
        for (var label = 0; label < numLabels; label++)
            sum += probabilities[label] = Math.Exp(probabilities[label] - largest);
        for (var label = 0; label < numLabels; label++)
            probabilities[label] /= sum;
    }
}
