namespace Spam.Train.Baselines;

/// <summary>Multinomial logistic regression on word counts: the baseline that a network has to beat to be worth its cost.</summary>
/// <remarks>The penalty is scikit-learn's default, L2 with C = 1. Fitted until no number in the gradient is above <see cref="Tolerance"/>.</remarks>
sealed class LogisticRegression
{
    /// <summary>The largest number in the gradient of the summed loss at which the fit has converged.</summary>
    public const double Tolerance = 1e-3;

    const int MaxSteps = 2000;

    readonly double[] _parameters;
    readonly int _numLabels;

    LogisticRegression(double[] parameters, int numLabels, double largestGradient)
    {
        _parameters = parameters;
        _numLabels = numLabels;
        LargestGradient = largestGradient;
    }

    /// <summary>The largest number in the gradient where the fit ended.</summary>
    public double LargestGradient { get; }

    /// <summary>Fits to labelled texts. It draws nothing, so the same texts give the same answer.</summary>
    /// <param name="texts">The words of each text.</param>
    /// <param name="labelIds">The label of each text, from 0.</param>
    /// <param name="numLabels">How many labels there are; not all need to occur.</param>
    /// <param name="c">The inverse of the penalty's strength.</param>
    public static LogisticRegression Fit(WordCounts texts, IReadOnlyList<int> labelIds, int numLabels, double c = 1)
    {
        var objective = new LogisticObjective(texts, labelIds, numLabels, c);
        var result = LimitedMemoryBfgs.Minimize(objective.Evaluate, objective.NumParameters, Tolerance, MaxSteps);
        return new(result.Point, numLabels, result.LargestGradient);
    }

    /// <summary>The probability of each label for one text.</summary>
    public double[] Probabilities(WordCounts texts, int text)
    {
        var probabilities = new double[_numLabels];
        LogisticObjective.Probabilities(texts, text, _parameters, probabilities);
        return probabilities;
    }

    /// <summary>The likeliest label of each text; on a tie, the first.</summary>
    public int[] Predict(WordCounts texts)
    {
        var predictions = new int[texts.NumTexts];
        for (var text = 0; text < predictions.Length; text++)
        {
            var probabilities = Probabilities(texts, text);
            predictions[text] = Array.IndexOf(probabilities, probabilities.Max());
        }

        return predictions;
    }
}
