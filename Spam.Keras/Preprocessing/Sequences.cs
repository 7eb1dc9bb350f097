namespace Spam.Keras.Preprocessing;

/// <summary>Makes sequences equally long: Keras's <c>pad_sequences</c>.</summary>
/// <remarks>
/// Shapes: n sequences -> (n, maxLen), or (n, maxLen, ...) for sequences of more axes.<br/>
/// Source: Keras 2.15, keras/utils/data_utils.py, pad_sequences.
/// </remarks>
public static class Sequences
{
    /// <summary>Sequences of ids as rows of one length: (n, <paramref name="maxLen"/>).</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="maxLen">The length of each row; null for that of the longest sequence.</param>
    /// <param name="padding">Where <paramref name="value"/> is put into shorter ones.</param>
    /// <param name="truncating">Where longer ones are cut.</param>
    /// <param name="value">What short rows are filled with; converted to <paramref name="dtype"/> like the ids.</param>
    /// <param name="dtype">What the numbers become before they are stored as float32.</param>
    /// <exception cref="KerasException">
    /// The length is below 0, or unknown as there are no sequences; or 0 while sequences are to lose their fronts.
    /// </exception>
    public static Tensor PadSequences(
        IReadOnlyList<int[]> sequences,
        int? maxLen = null,
        Side padding = Side.Pre,
        Side truncating = Side.Pre,
        double value = 0,
        ElementType dtype = ElementType.Int32)
    {
        return Rows(sequences, maxLen, padding, truncating, value, dtype, (ids, row) =>
        {
            for (var k = 0; k < ids.Length; k++)
                row[k] = ids[k];
            for (var k = 0; k < ids.Length && dtype == ElementType.UInt8; k++) // the only type that ids may be too wide for
                row[k] = unchecked((byte)ids[k]);
        });
    }

    /// <summary>
    /// Sequences of numbers as rows of one length: (n, <paramref name="maxLen"/>). Fractions are cut off unless <paramref name="dtype"/> is
    /// float32.
    /// </summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{int[]}, int?, Side, Side, double, ElementType)"/>
    public static Tensor PadSequences(
        IReadOnlyList<double[]> sequences,
        int? maxLen = null,
        Side padding = Side.Pre,
        Side truncating = Side.Pre,
        double value = 0,
        ElementType dtype = ElementType.Int32)
    {
        return Rows(sequences, maxLen, padding, truncating, value, dtype, (numbers, row) =>
        {
            for (var k = 0; k < numbers.Length; k++)
                row[k] = Stored(numbers[k], dtype);
        });
    }

    /// <summary>
    /// Sequences whose steps hold several numbers, each a tensor (steps, ...): together (n, <paramref name="maxLen"/>, ...).
    /// </summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{int[]}, int?, Side, Side, double, ElementType)"/>
    public static Tensor PadSequences(
        IReadOnlyList<Tensor> sequences,
        int? maxLen = null,
        Side padding = Side.Pre,
        Side truncating = Side.Pre,
        double value = 0,
        ElementType dtype = ElementType.Int32)
    {
        var width = Width(
            sequences,
            sequence => sequence.Rank > 0
                ? sequence.Shape[0]
                : throw new KerasException("A sequence to pad is a single number; give tensors of shape (steps, ...)."),
            maxLen,
            padding,
            truncating);
        var step = sequences.FirstOrDefault(sequence => sequence.Shape[0] > 0)?.Shape[1..] ?? new Shape();
        var padded = new Tensor(new Shape([sequences.Count, width, .. step.Sizes]));
        padded.Span.Fill(Stored(value, dtype));
        for (var i = 0; i < sequences.Count; i++)
        {
            var sequence = sequences[i];
            if (sequence.Shape[0] == 0)
                continue;
            if (!sequence.Shape[1..].Equals(step))
            {
                throw new KerasException(
                    $"Sequence {i} has steps of shape {sequence.Shape[1..]}, but those before it have {step}; " +
                    "give all steps one shape.");
            }

            var kept = Kept(sequence.Shape[0], width, truncating).GetOffsetAndLength(sequence.Shape[0]);
            var numbers = sequence.Span.Slice(kept.Offset * step.Length, kept.Length * step.Length);
            var target = padded.Sample(i)[(Offset(kept.Length, width, padding) * step.Length)..];
            for (var k = 0; k < numbers.Length; k++)
                target[k] = Stored(numbers[k], dtype);
        }

        return padded;
    }

    /// <summary>Sequences of anything, such as words, as rows of one length: what Keras does with <c>dtype=object</c>.</summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{int[]}, int?, Side, Side, double, ElementType)"/>
    public static T[][] PadSequencesOf<T>(
        IReadOnlyList<T[]> sequences, T value, int? maxLen = null, Side padding = Side.Pre, Side truncating = Side.Pre)
    {
        var width = Width(sequences, sequence => sequence.Length, maxLen, padding, truncating);
        var rows = new T[sequences.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new T[width];
            Array.Fill(rows[i], value);
            var kept = sequences[i].AsSpan(Kept(sequences[i].Length, width, truncating));
            kept.CopyTo(rows[i].AsSpan(Offset(kept.Length, width, padding)));
        }

        return rows;
    }

    // Checks everything at the door.
    static Tensor Rows<T>(IReadOnlyList<T[]> sequences, int? maxLen, Side padding, Side truncating, double value, ElementType dtype, RowStore<T> store)
    {
        var width = Width(sequences, sequence => sequence.Length, maxLen, padding, truncating);
        var padded = new Tensor(sequences.Count, width);
        padded.Span.Fill(Stored(value, dtype));
        for (var i = 0; i < sequences.Count; i++)
        {
            var numbers = sequences[i].AsSpan(Kept(sequences[i].Length, width, truncating));
            store(numbers, padded.Row(i).Slice(Offset(numbers.Length, width, padding), numbers.Length));
        }

        return padded;
    }

    static int Width<T>(IReadOnlyList<T> sequences, Func<T, int> lengthOf, int? maxLen, Side padding, Side truncating)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (!Enum.IsDefined(padding))
            throw new KerasException($"The padding side {padding} is unknown; give {nameof(Side.Pre)} or {nameof(Side.Post)}.");
        if (!Enum.IsDefined(truncating))
            throw new KerasException($"The truncating side {truncating} is unknown; give {nameof(Side.Pre)} or {nameof(Side.Post)}.");

        var longest = 0;
        for (var i = 0; i < sequences.Count; i++)
        {
            var sequence = sequences[i] ?? throw new KerasException($"Sequence {i} is null; give an empty one.");
            longest = Math.Max(longest, lengthOf(sequence));
        }

        if (maxLen is null && sequences.Count == 0)
            throw new KerasException("There are no sequences, so there is no longest one. Give maxLen.");
        if (maxLen < 0)
        {
            throw new KerasException(
                $"Sequences cannot be padded to a length of {maxLen}. " +
                "Give a maxLen of 1 or more, or null for the longest.");
        }

        if (maxLen == 0 && longest > 0 && truncating == Side.Pre)
        {
            throw new KerasException(
                "Keras cannot cut the fronts of sequences down to a length of 0. " +
                "Give a maxLen of 1 or more, or truncate at the back.");
        }

        return maxLen ?? longest;
    }

    static Range Kept(int length, int width, Side truncating)
        => length <= width ? .. : truncating == Side.Pre ? ^width.. : ..width;

    static int Offset(int length, int width, Side padding) => padding == Side.Pre ? width - length : 0;

    static float Stored(double number, ElementType dtype) => dtype switch
    {
        ElementType.Int32 => unchecked((int)(long)number),
        ElementType.Int64 => (long)number,
        ElementType.UInt8 => unchecked((byte)(long)number),
        ElementType.Float32 => (float)number,
        _ => throw new KerasException($"The element type {dtype} is unknown; give {string.Join(", ", Enum.GetNames<ElementType>())}."),
    };

    delegate void RowStore<T>(ReadOnlySpan<T> numbers, Span<float> row);
}
