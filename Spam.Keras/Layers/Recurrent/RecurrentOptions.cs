using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The options that recurrent layers share.</summary>
sealed record RecurrentOptions(Activation Activation, Activation RecurrentActivation)
{
    public bool UseBias { get; init; } = true;

    public bool ReturnSequences { get; init; }

    public bool GoBackwards { get; init; }

    public float Dropout { get; init; }

    public float RecurrentDropout { get; init; }

    public RecurrentDropout DropoutMaskLife { get; init; }

    public Initializer? KernelInitializer { get; init; }

    public Initializer? RecurrentInitializer { get; init; }

    public Initializer? BiasInitializer { get; init; }

    public Regularizer? KernelRegularizer { get; init; }

    public Regularizer? RecurrentRegularizer { get; init; }

    public Regularizer? BiasRegularizer { get; init; }
}
