namespace Spam.Keras.Metrics;

/// <summary>Weighted counts of predictions against labels.</summary>
public struct Confusion
{
    /// <summary>Yes predictions with a yes label.</summary>
    public double TruePositives { get; private set; }

    /// <summary>Yes predictions with a no label.</summary>
    public double FalsePositives { get; private set; }

    /// <summary>No predictions with a no label.</summary>
    public double TrueNegatives { get; private set; }

    /// <summary>No predictions with a yes label.</summary>
    public double FalseNegatives { get; private set; }

    /// <summary>Counts one prediction.</summary>
    public void Count(bool label, bool prediction, double weight)
    {
        if (prediction && label)
            TruePositives += weight;
        else if (prediction)
            FalsePositives += weight;
        else if (label)
            FalseNegatives += weight;
        else
            TrueNegatives += weight;
    }
}
