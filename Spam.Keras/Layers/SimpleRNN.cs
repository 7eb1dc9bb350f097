using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>A recurrent layer without gates: each output is made from the step's inputs and the output before it.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences; state h (batch, units).<br/>
/// Weights: <c>kernel</c> (features, units), <c>recurrent_kernel</c> (units, units), <c>bias</c> (units).<br/>
/// One step, from h to h': <c>h' = tanh(x·kernel + h·recurrent_kernel + bias)</c><br/>
/// Source: Keras 2.15, keras/src/layers/rnn/simple_rnn.py, SimpleRNNCell.
/// </remarks>
public sealed class SimpleRNN : RecurrentLayer
{
    /// <summary>With <paramref name="units"/> units.</summary>
    /// <param name="units">The size of the state and of an output.</param>
    /// <param name="activation">What transforms the output; tanh by default.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="dropout">The part of the inputs that training drops.</param>
    /// <param name="recurrentDropout">The part of the state that training drops before each product.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are given.</param>
    /// <param name="goBackwards">Whether the steps are read from the last to the first.</param>
    /// <param name="returnState">Whether the states after the last step are given as further outputs.</param>
    /// <param name="stateful">Whether a batch begins with the states that the one before it left.</param>
    /// <param name="unroll">How Keras computes the loop; here it changes nothing.</param>
    /// <param name="zeroOutputForMask">Whether a step that the mask leaves out gives zeros instead of the last output.</param>
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
    public SimpleRNN(
        int units, Activation? activation = null, bool useBias = true,
        float dropout = 0, float recurrentDropout = 0, bool returnSequences = false, bool goBackwards = false, bool returnState = false,
        bool stateful = false, bool unroll = false, bool zeroOutputForMask = false,
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
        })
    {
    }

    /// <summary>With options that are put together already.</summary>
    internal SimpleRNN(RecurrentOptions options)
        : base(options, options.BiasInitializer ?? new Zeros())
    {
        Formula = new SimpleRNNStep(Activation);
    }

    private protected override RecurrentStep Formula { get; }

    internal override RecurrentLayer With(RecurrentOptions options) => new SimpleRNN(options);
}
