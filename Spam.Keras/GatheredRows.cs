using Spam.Keras.Kernels;

namespace Spam.Keras;

/// <summary>
/// What a tensor (batch, steps, features) is made of where a sample repeats few rows: each sample's distinct rows, and which of them
/// stands at each position. A text has some ten distinct words in hundreds of steps, so what hangs on a row alone is computed once a row.
/// </summary>
/// <remarks>
/// A row belongs to one sample, so factors that differ by sample (a dropout mask for the whole sequence) may be multiplied in.
/// Whatever differs by step may not (masks for each step, noise): there the tensor is expanded first.<br/>
/// As gradients the rows are sums over their positions, which is all that the way back of a row needs.
/// </remarks>
sealed class GatheredRows
{
    readonly int[] _rowOf, _firstRows;
    readonly bool _areSums;

    /// <summary>With these rows at these positions.</summary>
    /// <param name="rows">(at least as many as there are rows, features); what is beyond them is not read.</param>
    /// <param name="rowOf">For each position, sample after sample, its row; what is beyond the positions is not read.</param>
    /// <param name="firstRows">For each sample its first row, and at the end the number of rows.</param>
    /// <param name="areSums">Whether the rows are gradients.</param>
    public GatheredRows(Tensor rows, int[] rowOf, int[] firstRows, bool areSums = false)
        => (Rows, _rowOf, _firstRows, _areSums) = (rows, rowOf, firstRows, areSums);

    /// <summary>The rows, one sample's after the other's.</summary>
    public Tensor Rows { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _firstRows[^1];

    /// <summary>The row at a position.</summary>
    public int RowOf(int position) => _rowOf[position];

    /// <summary>The first row of a sample; of the one behind the last, the number of rows.</summary>
    public int FirstRowOf(int sample) => _firstRows[sample];

    /// <summary>Other numbers at the same positions.</summary>
    public GatheredRows With(Tensor others) => new(others, _rowOf, _firstRows, _areSums);

    /// <summary>Gradients of what stands at the same positions.</summary>
    public GatheredRows Gradients(Tensor sums) => new(sums, _rowOf, _firstRows, areSums: true);

    /// <summary>The rows of each sample times its factors, (batch, 1, features), written to <paramref name="result"/>.</summary>
    public GatheredRows Times(Tensor factors, Tensor result)
    {
        for (var sample = 0; sample + 1 < _firstRows.Length; sample++)
        {
            for (var row = _firstRows[sample]; row < _firstRows[sample + 1]; row++)
                VectorOps.Multiply(Rows.Row(row), factors.Sample(sample), result.Row(row));
        }

        return With(result);
    }

    /// <summary>Writes the rows to their positions; sums go to the first position of each, and elsewhere there are zeros.</summary>
    public void WriteTo(Span<float> values)
    {
        var width = Rows.Shape[^1];
        var isWritten = new bool[Count];
        for (var position = 0; position < values.Length / width; position++)
        {
            var target = values.Slice(position * width, width);
            ref var wasWritten = ref isWritten[_rowOf[position]];
            if (_areSums && wasWritten)
                target.Clear();
            else
                Rows.Row(_rowOf[position]).CopyTo(target);
            wasWritten = true;
        }
    }

    /// <summary>Adds <paramref name="from"/> to <paramref name="to"/>, row by row where both are rows at the same positions.</summary>
    public static void Add(Tensor from, Tensor to)
    {
        if (from.Gathered is { } some && to.Gathered is { } others && ReferenceEquals(some._rowOf, others._rowOf))
            VectorOps.Add(some.Rows.Span, others.Rows.Span);
        else
            VectorOps.Add(from.Span, to.Span);
    }
}
