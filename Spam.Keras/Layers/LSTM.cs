using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Long Short-Term Memory: reads a sequence one step at a time and hands on its last output.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences.<br/>
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
    const int InputGate = 0, ForgetGate = 1, Candidate = 2, OutputGate = 3;

    readonly bool _isStandard; // sigmoid gates and tanh: one fused kernel

    /// <summary>With <paramref name="units"/> cells.</summary>
    /// <param name="units">The size of the state and of an output.</param>
    /// <param name="activation">What transforms the candidate and the cell state.</param>
    /// <param name="recurrentActivation">What transforms the gates.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias starts at 1.</param>
    /// <param name="dropout">The part of the inputs that training drops.</param>
    /// <param name="recurrentDropout">The part of the state that training drops before each product.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are given.</param>
    /// <param name="goBackwards">Whether the steps are read from the last to the first.</param>
    /// <param name="dropoutMaskLife">How long a drawn mask lives.</param>
    /// <param name="kernelInitializer">Glorot uniform by default.</param>
    /// <param name="recurrentInitializer">Orthogonal by default.</param>
    /// <param name="biasInitializer">Zeros by default.</param>
    /// <param name="kernelRegularizer">What the kernel's size adds to the loss.</param>
    /// <param name="recurrentRegularizer">What the recurrent kernel's size adds to the loss.</param>
    /// <param name="biasRegularizer">What the bias's size adds to the loss.</param>
    public LSTM(
        int units, Activation? activation = null, Activation? recurrentActivation = null, bool useBias = true, bool unitForgetBias = true,
        float dropout = 0, float recurrentDropout = 0, bool returnSequences = false, bool goBackwards = false,
        RecurrentDropout dropoutMaskLife = Layers.RecurrentDropout.PerSequence,
        Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null)
        : base(units, new(activation ?? Activation.Get("tanh"), recurrentActivation ?? Activation.Get("sigmoid"))
        {
            UseBias = useBias,
            ReturnSequences = returnSequences,
            GoBackwards = goBackwards,
            Dropout = dropout,
            RecurrentDropout = recurrentDropout,
            DropoutMaskLife = dropoutMaskLife,
            KernelInitializer = kernelInitializer,
            RecurrentInitializer = recurrentInitializer,
            BiasInitializer = biasInitializer,
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
        }, numGates: 4)
    {
        UnitForgetBias = unitForgetBias;
        _isStandard = Activation.Name == "tanh" && RecurrentActivation.Name == "sigmoid";
        var first = biasInitializer ?? new Zeros();
        Bias = useBias ? new("bias", unitForgetBias ? new ForgetBias(first) : first, biasRegularizer) : null;
    }

    /// <summary>Whether the forget gate's bias starts at 1.</summary>
    public bool UnitForgetBias { get; }

    /// <inheritdoc/>
    public override Parameter? Bias { get; }

    private protected override int NumStates => 2;

    internal override void StepForward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch)
    {
        for (var gate = 0; gate < NumGates; gate++)
            AddRecurrentProduct(run, step, gate, row, numRows, scratch);

        var i = run.Gate(step, InputGate, row, numRows);
        var f = run.Gate(step, ForgetGate, row, numRows);
        var g = run.Gate(step, Candidate, row, numRows);
        var o = run.Gate(step, OutputGate, row, numRows);
        var cellBefore = run.State(1, step, row, numRows);
        var cell = run.State(1, step + 1, row, numRows);
        var output = run.State(0, step + 1, row, numRows);
        var cellActivated = run.Kept is null ? scratch : run.KeptAt(step, row, numRows);
        if (_isStandard)
        {
            LSTMCell.Forward(i, f, g, o, cellBefore, cell, cellActivated, output);
            return;
        }

        for (var gate = 0; run.BeforeActivations is not null && gate < NumGates; gate++)
            run.Gate(step, gate, row, numRows).CopyTo(run.GateOf(run.BeforeActivations, step, gate, row, numRows));
        RecurrentActivation.Forward(i, i, Units);
        RecurrentActivation.Forward(f, f, Units);
        Activation.Forward(g, g, Units);
        RecurrentActivation.Forward(o, o, Units);
        for (var k = 0; k < cell.Length; k++)
            cell[k] = MathF.FusedMultiplyAdd(f[k], cellBefore[k], i[k] * g[k]);
        Activation.Forward(cell, cellActivated, Units);
        VectorOps.Multiply(o, cellActivated, output);
    }

    internal override void StepBackward(RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch)
    {
        var i = run.Gate(step, InputGate, row, numRows);
        var f = run.Gate(step, ForgetGate, row, numRows);
        var g = run.Gate(step, Candidate, row, numRows);
        var o = run.Gate(step, OutputGate, row, numRows);
        var outputGradient = stateGradients[0].AsSpan();
        var cellGradient = stateGradients[1].AsSpan();
        var cellBefore = run.State(1, step, row, numRows);
        var cellActivated = run.KeptAt(step, row, numRows);
        if (_isStandard)
        {
            LSTMCell.Backward(i, f, g, o, cellBefore, cellActivated, outputGradient, cellGradient);
        }
        else
        {
            var cell = run.State(1, step + 1, row, numRows);
            VectorOps.Multiply(outputGradient, o, scratch);
            Activation.Backward(cell, cellActivated, scratch, scratch, Units);
            VectorOps.Add(scratch, cellGradient);
            for (var k = 0; k < cell.Length; k++)
                (scratch[k], outputGradient[k]) = (cellGradient[k] * f[k], outputGradient[k] * cellActivated[k]);
            Gate(OutputGate, RecurrentActivation, o, outputGradient);
            for (var k = 0; k < cell.Length; k++)
                outputGradient[k] = cellGradient[k] * cellBefore[k];
            Gate(ForgetGate, RecurrentActivation, f, outputGradient);
            for (var k = 0; k < cell.Length; k++)
                (outputGradient[k], cellGradient[k]) = (cellGradient[k] * g[k], cellGradient[k] * i[k]);
            Gate(InputGate, RecurrentActivation, i, outputGradient);
            Gate(Candidate, Activation, g, cellGradient);
            scratch.CopyTo(cellGradient);
        }

        outputGradient.Clear();
        for (var gate = 0; gate < NumGates; gate++)
            AddStateGradients(run, step, gate, row, numRows, outputGradient, scratch);

        // What came before the activations is kept whenever a way back follows.
        void Gate(int gate, Activation activation, Span<float> value, Span<float> gradient)
            => activation.Backward(run.GateOf(run.BeforeActivations!, step, gate, row, numRows), value, gradient, value, Units);
    }

    internal override void Prepare(RecurrentRun run, Pass pass)
    {
        if (!run.Keeps)
            return;

        run.Kept = pass.Rent(run.NumSlots, run.Batch, Units);
        if (!_isStandard)
            run.BeforeActivations = pass.Rent(run.Projections.Shape.Sizes);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        base.CreateWeights(random, inputShapes);
        Bias?.Build(new(NumGates * Units), random);
    }
}
