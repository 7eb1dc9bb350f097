using Spam.Keras.Activations;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The step of <see cref="SimpleRNN"/>. The sums stay where they are, so nothing else is kept.</summary>
sealed class SimpleRNNStep(Activation activation) : RecurrentStep
{
    public override int NumGates => 1;

    public override void Prepare(RecurrentRun run, Pass pass)
    {
    }

    public override void Forward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch)
    {
        AddRecurrentProduct(run, step, 0, row, numRows, scratch);
        activation.Forward(run.Gate(step, 0, row, numRows), run.State(0, step + 1, row, numRows), run.Units);
    }

    public override void Backward(
        RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch, Span<float> moreScratch)
    {
        var outputGradient = stateGradients[0].AsSpan();
        var sums = run.Gate(step, 0, row, numRows);
        activation.Backward(sums, run.State(0, step + 1, row, numRows), outputGradient, outputGradient, run.Units);
        outputGradient.CopyTo(sums);

        outputGradient.Clear();
        AddStateGradients(run, step, 0, row, numRows, sums, outputGradient, scratch);
    }
}
