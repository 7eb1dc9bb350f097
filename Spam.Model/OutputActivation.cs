namespace Spam.Model;

/// <summary>What kind of numbers come out of a model.</summary>
public enum OutputActivation
{
    /// <summary>Probabilities that sum to one: one label of several.</summary>
    Softmax,

    /// <summary>Probabilities each for itself: one of two labels where there is one number, several labels at once where there are more.</summary>
    Sigmoid,

    /// <summary>Numbers before their softmax or sigmoid.</summary>
    Logits,
}
