using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The options that recurrent layers share.</summary>
sealed record RecurrentOptions(int Units, Activation Activation)
{
    public bool UseBias { get; init; } = true;

    public bool ReturnSequences { get; init; }

    public bool ReturnState { get; init; }

    public bool GoBackwards { get; init; }

    public bool Stateful { get; init; }

    public bool Unroll { get; init; }

    public bool ZeroOutputForMask { get; init; }

    public int Implementation { get; init; } = 2;

    public float Dropout { get; init; }

    public float RecurrentDropout { get; init; }

    public RecurrentDropout DropoutMaskLife { get; init; }

    public Initializer? KernelInitializer { get; init; }

    public Initializer? RecurrentInitializer { get; init; }

    public Initializer? BiasInitializer { get; init; }

    public Regularizer? KernelRegularizer { get; init; }

    public Regularizer? RecurrentRegularizer { get; init; }

    public Regularizer? BiasRegularizer { get; init; }

    public Regularizer? ActivityRegularizer { get; init; }

    public Constraint? KernelConstraint { get; init; }

    public Constraint? RecurrentConstraint { get; init; }

    public Constraint? BiasConstraint { get; init; }
}
