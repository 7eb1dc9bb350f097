using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The way forward through the steps for a range of rows.</summary>
sealed class ForwardSweep(RecurrentStep formula, RecurrentRun run, Tensor outputs, int row, int numRows, ProductRoom room)
{
    readonly Memory<float> _scratch = room.OfSweep(numRows * run.Units);

    /// <summary>All steps, or those behind the padding.</summary>
    public void Run(PaddedStart? start)
    {
        var first = start?.NumSkipped(run, row, numRows) ?? 0;
        start?.Begin(run, first, row, numRows);
        if (first < run.NumSteps)
            run.Inputs.Begin(row, numRows);
        for (var step = first; step < run.NumSteps; step++)
            Step(step, isFirst: step == first);
        if (first == run.NumSteps)
            run.State(0, first, row, numRows).CopyTo(outputs.Span.Slice(row * run.Units, numRows * run.Units));
    }

    void Step(int step, bool isFirst)
    {
        run.Inputs.Fill(step, row, numRows, isFirst, room);
        formula.Forward(run, step, row, numRows, _scratch.Span);
        if (run.StepMask is not null)
            RestoreMasked(step);
        WriteOutputs(step);
    }

    void RestoreMasked(int step)
    {
        for (var b = row; b < row + numRows; b++)
        {
            for (var state = 0; !run.IsReal(b, step) && state < run.NumStates; state++)
                run.State(state, step, b, 1).CopyTo(run.State(state, step + 1, b, 1));
        }
    }

    void WriteOutputs(int step)
    {
        var (returnsSequences, units) = (run.Options.ReturnSequences, run.Units);
        if (!returnsSequences && run.StepMask is null)
        {
            if (step == run.NumSteps - 1)
                run.State(0, step + 1, row, numRows).CopyTo(outputs.Span.Slice(row * units, numRows * units));
            return;
        }

        for (var b = row; b < row + numRows; b++)
        {
            var output = returnsSequences ? outputs.Span.Slice(((b * run.NumSteps) + step) * units, units) : outputs.Row(b);
            if (run.IsReal(b, step))
                run.State(0, step + 1, b, 1).CopyTo(output);
            else if (run.Options.ZeroOutputForMask)
                output.Clear();
            else if (returnsSequences && step > 0)
                outputs.Span.Slice(((b * run.NumSteps) + step - 1) * units, units).CopyTo(output);
        }
    }
}
