using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Gated Recurrent Unit: reads a sequence one step at a time and hands on its last output, with two gates and one state.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences; state h (batch, units).<br/>
/// Weights: <c>kernel</c> (features, 3 units), <c>recurrent_kernel</c> (units, 3 units), <c>bias</c> (2, 3 units): the input's, then the
/// state's; (3 units) where resetAfter is off. The gates lie side by side in the order z, r, h.<br/>
/// One step, from h to h':
/// <code>
/// x' = x·kernel + bias[0]     a = h·recurrent_kernel + bias[1]
/// z  = σ(x'.z + a.z)          r = σ(x'.r + a.r)
/// g  = tanh(x'.h + r ∘ a.h)   with resetAfter; else tanh(x'.h + (r ∘ h)·recurrent_kernel.h)
/// h' = z ∘ h + (1 - z) ∘ g
/// </code>
/// Dropout: each gate's product reads its own masked x and h.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/gru.py, GRUCell, implementation 1. Paper: Cho et al., 2014.
/// </remarks>
public sealed class GRU : RecurrentLayer
{
    /// <summary>With <paramref name="units"/> units.</summary>
    /// <param name="units">The size of the state and of an output.</param>
    /// <param name="activation">What transforms the candidate; tanh by default.</param>
    /// <param name="recurrentActivation">What transforms the gates; sigmoid by default.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="resetAfter">Whether the reset gate scales the state's product (as cuDNN does) or the state before it.</param>
    /// <param name="dropout">The part of the inputs that training drops.</param>
    /// <param name="recurrentDropout">The part of the state that training drops before each product.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are given.</param>
    /// <param name="goBackwards">Whether the steps are read from the last to the first.</param>
    /// <param name="returnState">Whether the states after the last step are given as further outputs.</param>
    /// <param name="stateful">Whether a batch begins with the states that the one before it left.</param>
    /// <param name="unroll">How Keras computes the loop; here it changes nothing.</param>
    /// <param name="zeroOutputForMask">Whether a step that the mask leaves out gives zeros instead of the last output.</param>
    /// <param name="implementation">1: each gate draws its own mask for the inputs; 2: one for all.</param>
    /// <param name="dropoutMaskLife">How long a drawn mask lives.</param>
    /// <param name="kernelInitializer">Glorot uniform by default.</param>
    /// <param name="recurrentInitializer">Orthogonal by default.</param>
    /// <param name="biasInitializer">Zeros by default.</param>
    /// <param name="kernelRegularizer">What the kernel's size adds to the loss.</param>
    /// <param name="recurrentRegularizer">What the recurrent kernel's size adds to the loss.</param>
    /// <param name="biasRegularizer">What the bias's size adds to the loss.</param>
    /// <param name="activityRegularizer">What the outputs' size adds to the loss, for each sample.</param>
    /// <param name="kernelConstraint">What the kernel is held to after each step of training.</param>
    /// <param name="recurrentConstraint">What the recurrent kernel is held to after each step of training.</param>
    /// <param name="biasConstraint">What the bias is held to after each step of training.</param>
    public GRU(
        int units, Activation? activation = null, Activation? recurrentActivation = null, bool useBias = true, bool resetAfter = true,
        float dropout = 0, float recurrentDropout = 0, bool returnSequences = false, bool goBackwards = false, bool returnState = false,
        bool stateful = false, bool unroll = false, bool zeroOutputForMask = false, int implementation = 2,
        RecurrentDropout dropoutMaskLife = Layers.RecurrentDropout.PerSequence,
        Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? recurrentConstraint = null, Constraint? biasConstraint = null)
        : this(new(units, activation ?? Activation.Get("tanh"))
        {
            UseBias = useBias,
            ReturnSequences = returnSequences,
            ReturnState = returnState,
            GoBackwards = goBackwards,
            Stateful = stateful,
            Unroll = unroll,
            ZeroOutputForMask = zeroOutputForMask,
            Implementation = implementation,
            Dropout = dropout,
            RecurrentDropout = recurrentDropout,
            DropoutMaskLife = dropoutMaskLife,
            KernelInitializer = kernelInitializer,
            RecurrentInitializer = recurrentInitializer,
            BiasInitializer = biasInitializer,
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            ActivityRegularizer = activityRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, recurrentActivation ?? Activation.Get("sigmoid"), resetAfter)
    {
    }

    /// <summary>With options that are put together already.</summary>
    internal GRU(RecurrentOptions options, Activation recurrentActivation, bool resetAfter)
        : base(options, options.BiasInitializer ?? new Zeros())
    {
        RecurrentActivation = recurrentActivation;
        ResetAfter = resetAfter;
        Formula = resetAfter ? new GRUResetAfterStep(Activation, recurrentActivation, Bias) : new GRUResetBeforeStep(Activation, recurrentActivation);
    }

    /// <summary>What transforms the gates.</summary>
    public Activation RecurrentActivation { get; }

    /// <summary>Whether the reset gate scales the state's product, or the state before it.</summary>
    public bool ResetAfter { get; }

    private protected override RecurrentStep Formula { get; }

    private protected override Shape BiasShape => ResetAfter ? new(2, 3 * Units) : base.BiasShape;

    internal override RecurrentLayer With(RecurrentOptions options) => new GRU(options, RecurrentActivation, ResetAfter);
}
