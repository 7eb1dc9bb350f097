using Spam.Keras.Layers;
using Spam.Model;

namespace Spam.Train.Networks;

/// <summary>What the outputs of a network mean: one label of several, any of several, or one of two told by one number.</summary>
/// <param name="NumLabels">How many labels there are.</param>
/// <param name="IsMultiLabel">Whether a text may have several labels, or none.</param>
/// <param name="IsPair">Whether one output tells two labels apart: it is the probability of the second.</param>
sealed record Head(int NumLabels, bool IsMultiLabel, bool IsPair = false)
{
    /// <summary>A text has each label whose score is above this, where it may have several.</summary>
    public const float Threshold = 0.5f;

    /// <summary>How many numbers come out for a text.</summary>
    public int Width => IsPair ? 1 : NumLabels;

    /// <summary>What the numbers are.</summary>
    public OutputActivation Activation => IsMultiLabel || IsPair ? OutputActivation.Sigmoid : OutputActivation.Softmax;

    /// <summary>What training makes small, by Keras's name.</summary>
    public string LossName => Activation == OutputActivation.Sigmoid ? "binary_crossentropy" : "categorical_crossentropy";

    /// <summary>The figure that says how good it is, by its name in the history.</summary>
    public string ScoreName => IsMultiLabel ? "f1" : "accuracy";

    /// <summary>The layer that ends a network.</summary>
    public Dense Layer() => new(Width, Keras.Activations.Activation.Get(Activation == OutputActivation.Sigmoid ? "sigmoid" : "softmax"));
}
