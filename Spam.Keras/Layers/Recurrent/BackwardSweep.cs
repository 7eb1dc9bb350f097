using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The way back through the steps for a range of rows, from the last step to the first.</summary>
sealed class BackwardSweep
{
    readonly RecurrentLayer _layer;
    readonly RecurrentRun _run;
    readonly Tensor _outputGradients;
    readonly int _row, _numRows;
    readonly float[][] _stateGradients; // of the states after the step that comes next
    readonly float[][] _saved;          // the same before a step, for rows that the step leaves out
    readonly float[] _carried;          // gradients of outputs that only repeat an earlier one
    readonly float[] _scratch;

    public BackwardSweep(RecurrentLayer layer, RecurrentRun run, Tensor outputGradients, int row, int numRows)
    {
        (_layer, _run, _outputGradients, _row, _numRows) = (layer, run, outputGradients, row, numRows);
        var size = numRows * run.Units;
        _stateGradients = [new float[size], new float[size]];
        _saved = run.StepMask is null ? [] : [new float[size], new float[size]];
        _carried = new float[size];
        _scratch = new float[size];
        if (!layer.ReturnSequences)
            outputGradients.Span.Slice(row * run.Units, size).CopyTo(_carried);
    }

    public void Step(int step)
    {
        TakeOutputGradients(step);
        for (var state = 0; state < _saved.Length; state++)
            _stateGradients[state].CopyTo(_saved[state], 0);

        _layer.StepBackward(_run, step, _row, _numRows, _stateGradients, _scratch);

        for (var b = 0; _run.StepMask is not null && b < _numRows; b++)
        {
            if (_run.IsReal(_row + b, step))
                continue;

            // The step was left out: the states passed through it untouched, and the weights had no part in it.
            for (var state = 0; state < _stateGradients.Length; state++)
                _saved[state].AsSpan(b * _run.Units, _run.Units).CopyTo(_stateGradients[state].AsSpan(b * _run.Units));
            for (var gate = 0; gate < _run.NumGates; gate++)
                _run.Gate(step, gate, _row + b, 1).Clear();
        }
    }

    /// <summary>Adds the outputs' gradients to the state's where the step is real; where it is not, they wait for the step whose output was repeated.</summary>
    void TakeOutputGradients(int step)
    {
        for (var b = 0; b < _numRows; b++)
        {
            var carried = _carried.AsSpan(b * _run.Units, _run.Units);
            if (_layer.ReturnSequences)
                VectorOps.Add(_outputGradients.Span.Slice((((_row + b) * _run.NumSteps) + step) * _run.Units, _run.Units), carried);
            if (!_run.IsReal(_row + b, step))
                continue;

            VectorOps.Add(carried, _stateGradients[0].AsSpan(b * _run.Units, _run.Units));
            carried.Clear();
        }
    }
}
