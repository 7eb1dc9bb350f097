using System.Runtime.InteropServices;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>
/// The states after 1, 2, 3… steps of one and the same input from nothing: where left padding leads, whatever the text. They are computed
/// once, and prediction begins behind the padding with the same bits as if it had run through it.
/// </summary>
sealed class PaddedStart
{
    /// <summary>Shorter paddings are not worth a look.</summary>
    const int LeastSteps = 8;

    readonly GateWeights _weights;
    readonly int _biasVersion;
    readonly float[] _padding;
    readonly float[][] _states; // for each state (steps + 1, units)
    readonly int _numSteps;

    PaddedStart(RecurrentRun run, int biasVersion, float[] padding)
    {
        (_weights, _biasVersion, _padding, _numSteps) = (run.Weights, biasVersion, padding, run.NumSteps);
        _states = new float[run.NumStates][];
        for (var state = 0; state < _states.Length; state++)
        {
            _states[state] = new float[(_numSteps + 1) * run.Units];
            for (var step = 0; step <= _numSteps; step++)
                run.State(state, step, 0, 1).CopyTo(_states[state].AsSpan(step * run.Units));
        }
    }

    /// <summary>The states for the padding that the first rows of a run have, or null where there is nothing to skip.</summary>
    /// <param name="known">What an earlier run found; taken where it still holds.</param>
    /// <param name="run">A run that only predicts and begins from nothing.</param>
    /// <param name="biasVersion">The version of the bias.</param>
    /// <param name="compute">Runs the layer over inputs (1, steps, features) and keeps every state.</param>
    public static PaddedStart? Of(PaddedStart? known, RecurrentRun run, int biasVersion, Func<Tensor, RecurrentRun> compute)
    {
        for (var row = 0; row < run.Batch; row++)
        {
            var padding = run.Inputs.FirstOf(row);
            if (run.NumSteps < LeastSteps || run.Inputs.NumEqual(row, padding, LeastSteps) < LeastSteps)
                continue;
            if (known is not null && known.Holds(run, biasVersion, padding))
                return known;

            var steps = new Tensor(1, run.NumSteps, run.NumFeatures);
            for (var step = 0; step < run.NumSteps; step++)
                padding.CopyTo(steps.Row(step));
            return new(compute(steps), biasVersion, padding.ToArray());
        }

        return null;
    }

    /// <summary>How many steps all of a range of rows may skip.</summary>
    public int NumSkipped(RecurrentRun run, int row, int numRows)
    {
        var least = run.NumSteps;
        for (var b = row; b < row + numRows && least > 0; b++)
            least = Math.Min(least, run.Inputs.NumEqual(b, _padding, least));
        return least;
    }

    /// <summary>Gives a range of rows the states before <paramref name="step"/>.</summary>
    public void Begin(RecurrentRun run, int step, int row, int numRows)
    {
        for (var state = 0; state < _states.Length; state++)
        {
            var before = _states[state].AsSpan(step * run.Units, run.Units);
            for (var b = row; b < row + numRows; b++)
                before.CopyTo(run.State(state, step, b, 1));
        }
    }

    bool Holds(RecurrentRun run, int biasVersion, ReadOnlySpan<float> padding)
        => ReferenceEquals(_weights, run.Weights) && _biasVersion == biasVersion && _numSteps >= run.NumSteps
            && MemoryMarshal.AsBytes(padding).SequenceEqual(MemoryMarshal.AsBytes(_padding.AsSpan()));
}
