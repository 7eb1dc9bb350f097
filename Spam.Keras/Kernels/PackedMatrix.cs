using System.Runtime.CompilerServices;

namespace Spam.Keras.Kernels;

/// <summary>The right-hand side of a matrix product, laid out in the order in which the product reads it.</summary>
/// <remarks>
/// Panels of 48 columns stand one after the other; in a panel each row's 48 numbers are contiguous. What is left of the columns is padded
/// with zeros to a multiple of 16, and falls into panels of 32 where it can: tiles of 16 columns keep too few sums to hide what a
/// multiply-add takes. The memory is pinned and starts on a cache line, so that no vector load straddles two.
/// </remarks>
public sealed unsafe class PackedMatrix
{
    /// <summary>Columns of a full panel: three vectors of 16.</summary>
    internal const int PanelWidth = 48;

    /// <summary>Columns of the narrowest panel: one vector of 16.</summary>
    internal const int VectorWidth = 16;

    const int CacheLine = 64;

    readonly float[] _memory; // keeps the pinned memory alive; read through Panels
    readonly int _capacity;

    /// <summary>Room for (rows, columns); the contents are not defined until <see cref="SetRows"/> filled every row.</summary>
    public PackedMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);

        Rows = rows;
        Columns = columns;
        PaddedColumns = (columns + VectorWidth - 1) / VectorWidth * VectorWidth;
        _capacity = checked(rows * PaddedColumns);
        _memory = GC.AllocateUninitializedArray<float>(_capacity + CacheLine / sizeof(float), pinned: true);
        var start = (nint)Unsafe.AsPointer(ref _memory[0]);
        Panels = (float*)((start + CacheLine - 1) & -CacheLine);
    }

    /// <summary>How many rows the matrix has: the depth of the product.</summary>
    public int Rows { get; private set; }

    /// <summary>How many columns it has, without padding.</summary>
    public int Columns { get; }

    /// <summary>Columns with padding: a multiple of 16.</summary>
    public int PaddedColumns { get; }

    internal float* Panels { get; }

    /// <summary>How many columns the panel has that begins at <paramref name="column"/>: 48, 32 or 16.</summary>
    internal int WidthOfPanel(int column) => (PaddedColumns - column) switch
    {
        VectorWidth => VectorWidth,
        2 * VectorWidth or 4 * VectorWidth => 2 * VectorWidth,
        _ => PanelWidth,
    };

    /// <summary>A copy of <paramref name="matrix"/> (rows, columns), whose rows begin <paramref name="rowStride"/> numbers apart.</summary>
    public static PackedMatrix Pack(ReadOnlySpan<float> matrix, int rows, int columns, int rowStride)
    {
        var packed = new PackedMatrix(rows, columns);
        packed.SetRows(0, matrix, rows, rowStride);
        return packed;
    }

    /// <summary>A copy of the transposed <paramref name="matrix"/>, which is (columns, rows) with its rows <paramref name="rowStride"/> numbers apart.</summary>
    public static PackedMatrix PackTransposed(ReadOnlySpan<float> matrix, int rows, int columns, int rowStride)
    {
        var packed = new PackedMatrix(rows, columns);
        var row = columns <= 1024 ? stackalloc float[columns] : new float[columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                row[j] = matrix[(j * rowStride) + i];
            packed.SetRows(i, row, 1, columns);
        }

        return packed;
    }

    /// <summary>Sets another number of rows, at most as many as there is room for. The contents are not defined afterwards.</summary>
    public void Resize(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * PaddedColumns, _capacity);
        Rows = rows;
    }

    /// <summary>Fills the rows from <paramref name="start"/> on with <paramref name="count"/> rows of <paramref name="source"/>.</summary>
    public void SetRows(int start, ReadOnlySpan<float> source, int count, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Rows);
        for (var row = 0; row < count; row++)
        {
            var values = source.Slice(row * rowStride, Columns);
            for (var (column, width) = (0, 0); column < PaddedColumns; column += width)
            {
                width = WidthOfPanel(column);
                var target = new Span<float>(Panels + ((long)column * Rows) + ((start + row) * width), width);
                var taken = Math.Clamp(Columns - column, 0, width);
                values.Slice(column, taken).CopyTo(target);
                target[taken..].Clear();
            }
        }
    }
}
