using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Properties;

/// <summary>A layer of some kind with inputs that it can read, away from kinks and ties.</summary>
sealed record LayerCase(Layer Layer, params IReadOnlyList<Tensor> Inputs)
{
    public Tensor? Mask { get; init; }

    public Tensor? SecondMask { get; init; }

    public DropoutMasks? DropoutMasks { get; init; }

    public bool IsTraining { get; init; }
}
