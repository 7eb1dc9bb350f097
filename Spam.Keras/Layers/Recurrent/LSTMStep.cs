using Spam.Keras.Activations;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The step of <see cref="LSTM"/>. Its run keeps the transformed cell state of each step.</summary>
sealed class LSTMStep(Activation activation, Activation recurrentActivation) : RecurrentStep
{
    const int InputGate = 0, ForgetGate = 1, Candidate = 2, OutputGate = 3;

    readonly bool _isStandard = activation.Name == "tanh" && recurrentActivation.Name == "sigmoid"; // one fused kernel

    public override int NumGates => 4;

    public override int NumStates => 2;

    public override void Prepare(RecurrentRun run, Pass pass)
    {
        if (!run.Keeps)
            return;

        run.Kept = pass.Rent(run.NumSlots, run.Batch, run.Units);
        if (!_isStandard)
            run.BeforeActivations = pass.Rent(run.Projections.Shape.Sizes);
    }

    public override void Forward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch)
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

        for (var gate = 0; gate < NumGates; gate++)
            run.KeepBeforeActivation(step, gate, row, numRows);
        recurrentActivation.Forward(i, i, run.Units);
        recurrentActivation.Forward(f, f, run.Units);
        activation.Forward(g, g, run.Units);
        recurrentActivation.Forward(o, o, run.Units);
        for (var k = 0; k < cell.Length; k++)
            cell[k] = MathF.FusedMultiplyAdd(f[k], cellBefore[k], i[k] * g[k]);
        activation.Forward(cell, cellActivated, run.Units);
        VectorOps.Multiply(o, cellActivated, output);
    }

    public override void Backward(
        RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch, Span<float> moreScratch)
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
            activation.Backward(cell, cellActivated, scratch, scratch, run.Units);
            VectorOps.Add(scratch, cellGradient);
            for (var k = 0; k < cell.Length; k++)
                (scratch[k], outputGradient[k]) = (cellGradient[k] * f[k], outputGradient[k] * cellActivated[k]);
            Gate(OutputGate, recurrentActivation, o, outputGradient);
            VectorOps.Multiply(cellGradient, cellBefore, outputGradient);
            Gate(ForgetGate, recurrentActivation, f, outputGradient);
            for (var k = 0; k < cell.Length; k++)
                (outputGradient[k], cellGradient[k]) = (cellGradient[k] * g[k], cellGradient[k] * i[k]);
            Gate(InputGate, recurrentActivation, i, outputGradient);
            Gate(Candidate, activation, g, cellGradient);
            scratch.CopyTo(cellGradient);
        }

        outputGradient.Clear();
        for (var gate = 0; gate < NumGates; gate++)
            AddStateGradients(run, step, gate, row, numRows, run.Gate(step, gate, row, numRows), outputGradient, scratch);

        void Gate(int gate, Activation function, Span<float> value, Span<float> gradient)
            => function.Backward(run.BeforeActivation(step, gate, row, numRows), value, gradient, value, run.Units);
    }
}
