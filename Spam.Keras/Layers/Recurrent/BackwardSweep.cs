using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The way back through the steps for a range of rows, from the last step to the first.</summary>
sealed class BackwardSweep
{
    readonly RecurrentStep _formula;
    readonly RecurrentRun _run;
    readonly Tensor? _outputGradients;
    readonly int _row, _numRows;
    readonly float[][] _stateGradients; // of the states after the step that comes next
    readonly float[][] _saved;          // the same before a step, for rows that the step leaves out
    readonly float[] _carried;          // gradients of outputs that only repeat an earlier one
    readonly float[] _scratch, _moreScratch;

    /// <summary>Begins after the last step.</summary>
    /// <param name="formula">The step.</param>
    /// <param name="run">What the way forward kept.</param>
    /// <param name="outputGradients">The gradients of the outputs, or null where nothing reads them.</param>
    /// <param name="finalStateGradients">For each state (batch, units): the gradient of what the last step left, or null.</param>
    /// <param name="row">The first row.</param>
    /// <param name="numRows">How many rows.</param>
    public BackwardSweep(
        RecurrentStep formula, RecurrentRun run, Tensor? outputGradients, IReadOnlyList<Tensor?> finalStateGradients, int row, int numRows)
    {
        (_formula, _run, _outputGradients, _row, _numRows) = (formula, run, outputGradients, row, numRows);
        var size = numRows * run.Units;
        _stateGradients = new float[run.NumStates][];
        _saved = new float[run.StepMask is null ? 0 : run.NumStates][];
        for (var state = 0; state < run.NumStates; state++)
        {
            _stateGradients[state] = new float[size];
            finalStateGradients[state]?.Span.Slice(row * run.Units, size).CopyTo(_stateGradients[state]);
            if (run.StepMask is not null)
                _saved[state] = new float[size];
        }

        (_carried, _scratch, _moreScratch) = (new float[size], new float[size], new float[size]);
        if (!run.Options.ReturnSequences)
            outputGradients?.Span.Slice(row * run.Units, size).CopyTo(_carried);
    }

    public void Step(int step)
    {
        TakeOutputGradients(step);
        for (var state = 0; state < _saved.Length; state++)
            _stateGradients[state].CopyTo(_saved[state], 0);

        _formula.Backward(_run, step, _row, _numRows, _stateGradients, _scratch, _moreScratch);

        for (var b = 0; _run.StepMask is not null && b < _numRows; b++)
        {
            if (_run.IsReal(_row + b, step))
                continue;

            // The step was left out: the states passed through it untouched, and the weights had no part in it.
            for (var state = 0; state < _stateGradients.Length; state++)
                _saved[state].AsSpan(b * _run.Units, _run.Units).CopyTo(_stateGradients[state].AsSpan(b * _run.Units));
            _run.ClearGradients(step, _row + b);
        }
    }

    /// <summary>The gradients of a state before the steps that are done: (rows, units).</summary>
    public ReadOnlySpan<float> StateGradients(int state) => _stateGradients[state];

    /// <summary>Adds the outputs' gradients to the state's where the step is real; where it is not, they wait for the step whose output was repeated.</summary>
    void TakeOutputGradients(int step)
    {
        for (var b = 0; b < _numRows; b++)
        {
            var carried = _carried.AsSpan(b * _run.Units, _run.Units);
            if (_run.Options.ReturnSequences && _outputGradients is not null)
                VectorOps.Add(_outputGradients.Span.Slice((((_row + b) * _run.NumSteps) + step) * _run.Units, _run.Units), carried);
            var isReal = _run.IsReal(_row + b, step);
            if (isReal)
                VectorOps.Add(carried, _stateGradients[0].AsSpan(b * _run.Units, _run.Units));
            if (isReal || _run.Options.ZeroOutputForMask) // an output that was set to zero has no way back
                carried.Clear();
        }
    }
}
