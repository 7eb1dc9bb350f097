using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels.Tiles;

namespace Spam.Keras.Kernels.Products;

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
        PaddedColumns = Pad(columns);
        _capacity = checked(rows * PaddedColumns);
        _memory = GC.AllocateUninitializedArray<float>(_capacity + CacheLine / sizeof(float), pinned: true);
        var start = (nint)Unsafe.AsPointer(ref _memory[0]);
        Panels = (float*)((start + CacheLine - 1) & -CacheLine);
    }

    /// <summary>How many rows the matrix has: the depth of the product.</summary>
    public int Rows { get; private set; }

    /// <summary>How many columns it has, without padding.</summary>
    public int Columns { get; private set; }

    /// <summary>Columns with padding: a multiple of 16.</summary>
    public int PaddedColumns { get; private set; }

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
        packed.SetTransposed(matrix, rowStride);
        return packed;
    }

    /// <summary>Sets another number of rows, at most as many as there is room for. The contents are not defined afterwards.</summary>
    public void Resize(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * PaddedColumns, _capacity);
        Rows = rows;
    }

    /// <summary>Sets another size, where there is room for it. The contents are not defined afterwards.</summary>
    internal bool TryResize(int rows, int columns)
    {
        if ((long)rows * Pad(columns) > _capacity)
            return false;

        (Rows, Columns, PaddedColumns) = (rows, columns, Pad(columns));
        return true;
    }

    /// <summary>Fills the rows from <paramref name="start"/> on with <paramref name="count"/> rows of <paramref name="source"/>.</summary>
    public void SetRows(int start, ReadOnlySpan<float> source, int count, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Rows);
        CheckReach(source.Length, count, Columns, rowStride);
        fixed (float* from = source)
        {
            for (var row = 0; row < count; row++) // the source from its beginning to its end, as memory likes it
            {
                var values = from + ((nint)row * rowStride);
                for (var (column, width) = (0, 0); column < PaddedColumns; column += width)
                {
                    width = WidthOfPanel(column);
                    var to = Panels + ((long)column * Rows) + ((start + row) * width);
                    var i = 0;
                    for (; i < width && column + i <= Columns - VectorWidth; i += VectorWidth)
                        Vector512.Load(values + column + i).Store(to + i);
                    for (; i < width; i += VectorWidth)
                        Part.Load512(values + column + i, Columns - column - i).Store(to + i);
                }
            }
        }
    }

    /// <summary>Fills the matrix with the transposed <paramref name="source"/>, which is (columns, rows) with its rows <paramref name="rowStride"/> numbers apart.</summary>
    internal void SetTransposed(ReadOnlySpan<float> source, int rowStride)
    {
        CheckReach(source.Length, Columns, Rows, rowStride);
        fixed (float* from = source)
        {
            for (var column = 0; column < PaddedColumns; column += VectorWidth) // sixteen rows of the source side by side, so that each of its cache lines is read once
            {
                var to = Place(column, out var width);
                var first = from + ((nint)column * rowStride);
                var taken = Math.Min(VectorWidth, Columns - column);
                for (var row = 0; row < Rows; row++, to += width, first++)
                {
                    var i = 0;
                    for (; i <= taken - 4; i += 4)
                    {
                        var four = first + ((nint)i * rowStride);
                        (to[i], to[i + 1]) = (four[0], four[rowStride]);
                        (to[i + 2], to[i + 3]) = (four[2 * (nint)rowStride], four[3 * (nint)rowStride]);
                    }

                    for (; i < taken; i++)
                        to[i] = first[(nint)i * rowStride];
                    for (; i < VectorWidth; i++)
                        to[i] = 0;
                }
            }
        }
    }

    /// <summary>Where the first row of a vector of columns stands, and how wide its panel is.</summary>
    float* Place(int column, out int width)
    {
        var panel = 0;
        while (panel + WidthOfPanel(panel) <= column)
            panel += WidthOfPanel(panel);
        width = WidthOfPanel(panel);
        return Panels + ((long)panel * Rows) + (column - panel);
    }

    static int Pad(int columns) => (columns + VectorWidth - 1) / VectorWidth * VectorWidth;

    static void CheckReach(int length, int rows, int columns, int rowStride)
    {
        var end = ((long)(rows - 1) * rowStride) + columns;
        if (rows > 0 && columns > 0 && (rowStride < 0 || end > length))
            throw new ArgumentException($"{rows} rows of {columns} numbers that begin {rowStride} apart end at {end}, but there are {length}.");
    }
}
