using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Long Short-Term Memory: reads a sequence one step at a time and hands on its last output.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences; states h and c, each (batch, units).<br/>
/// Weights: <c>kernel</c> (features, 4 units), <c>recurrent_kernel</c> (units, 4 units), <c>bias</c> (4 units);
/// the four gates lie side by side in the order i, f, c, o.<br/>
/// One step, from h and c to h' and c':
/// <code>
/// z  = x·kernel + h·recurrent_kernel + bias
/// c' = σ(z.f) ∘ c + σ(z.i) ∘ tanh(z.c)
/// h' = σ(z.o) ∘ tanh(c')
/// </code>
/// Dropout: each gate's product reads its own masked x and h.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/lstm.py, LSTMCell, implementation 1. Paper: Hochreiter and Schmidhuber, 1997.
/// </remarks>
public sealed class LSTM : RecurrentLayer
{
    /// <summary>With <paramref name="units"/> cells.</summary>
    /// <param name="units">The size of the state and of an output.</param>
    /// <param name="activation">What transforms the candidate and the cell state; tanh by default.</param>
    /// <param name="recurrentActivation">What transforms the gates; sigmoid by default.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias starts at 1.</param>
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
    public LSTM(
        int units, Activation? activation = null, Activation? recurrentActivation = null, bool useBias = true, bool unitForgetBias = true,
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
        }, recurrentActivation ?? Activation.Get("sigmoid"), unitForgetBias)
    {
    }

    /// <summary>With options that are put together already.</summary>
    internal LSTM(RecurrentOptions options, Activation recurrentActivation, bool unitForgetBias)
        : base(options, unitForgetBias ? new ForgetBias(options.BiasInitializer ?? new Zeros()) : options.BiasInitializer ?? new Zeros())
    {
        RecurrentActivation = recurrentActivation;
        UnitForgetBias = unitForgetBias;
        Formula = new LSTMStep(Activation, recurrentActivation);
    }

    /// <summary>What transforms the gates.</summary>
    public Activation RecurrentActivation { get; }

    /// <summary>Whether the forget gate's bias starts at 1.</summary>
    public bool UnitForgetBias { get; }

    private protected override RecurrentStep Formula { get; }

    internal override RecurrentLayer With(RecurrentOptions options) => new LSTM(options, RecurrentActivation, UnitForgetBias);
}
