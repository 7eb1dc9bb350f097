using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Matrix products, register-blocked: a tile of the result stays in registers while one panel of the right-hand side streams by.</summary>
/// <remarks>
/// Each number of the result is one sum over the depth, in rising order, with fused multiply-add: the same bits whatever the tile, the
/// instruction set or the number of threads. Checked against <see cref="Reference.Multiply"/>.
/// </remarks>
public static unsafe class MatMul
{
    /// <summary>So many rows of the left-hand side are run over all panels before the next ones come: they stay in the second-level cache.</summary>
    const int RowsInCache = 96;

    /// <summary>Tall products are summed in slices of this depth, so that both sides of a slice stay in cache.</summary>
    const int DepthInCache = 256;

    /// <summary><c>c = a·b + initial</c>, or <c>c += a·b</c>.</summary>
    /// <param name="a">The left-hand side: row i, depth k is at <c>i * aRowStride + k * aDepthStride</c>.</param>
    /// <param name="rows">Rows of a and c.</param>
    /// <param name="aRowStride">From one row of a to the next.</param>
    /// <param name="aDepthStride">From one number of a row to the next: 1, or the row length of a matrix that is read transposed.</param>
    /// <param name="b">The right-hand side (depth, columns).</param>
    /// <param name="c">The result: row i is at <c>i * cRowStride</c>.</param>
    /// <param name="cRowStride">From one row of c to the next.</param>
    /// <param name="accumulate">Whether to add to what c holds.</param>
    /// <param name="initial">One number a column that each row of c starts from (a bias), or empty; not together with accumulate.</param>
    public static void Multiply(
        ReadOnlySpan<float> a, int rows, int aRowStride, int aDepthStride, PackedMatrix b, Span<float> c, int cRowStride,
        bool accumulate = false, ReadOnlySpan<float> initial = default)
    {
        if (rows == 0 || b.Columns == 0)
            return;

        CheckReach(a.Length, rows, aRowStride, b.Rows, aDepthStride, nameof(a));
        CheckReach(c.Length, rows, cRowStride, b.Columns, 1, nameof(c));
        if (!initial.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfNotEqual(initial.Length, b.Columns);

        fixed (float* pa = a, pc = c, pi = initial)
        {
            if (Vector512.IsHardwareAccelerated)
                Run<Vector512Tiles>(pa, rows, aRowStride, aDepthStride, b, pc, cRowStride, accumulate, pi);
            else
                Run<Vector256Tiles>(pa, rows, aRowStride, aDepthStride, b, pc, cRowStride, accumulate, pi);
        }
    }

    /// <summary><c>c += aᵀ·b</c>, for sums over many samples: a (depth, rows) and b (depth, columns), both row-major.</summary>
    /// <param name="a">The left-hand side, one row a sample.</param>
    /// <param name="rows">Columns of a; rows of c.</param>
    /// <param name="b">The right-hand side, one row a sample.</param>
    /// <param name="columns">Columns of b and c.</param>
    /// <param name="bRowStride">From one row of b to the next.</param>
    /// <param name="depth">How many samples.</param>
    /// <param name="c">The sum: row i is at <c>i * cRowStride</c>.</param>
    /// <param name="cRowStride">From one row of c to the next.</param>
    public static void AddTransposedProduct(ReadOnlySpan<float> a, int rows, ReadOnlySpan<float> b, int columns, int bRowStride, int depth, Span<float> c, int cRowStride)
    {
        if (depth == 0)
            return;

        var packed = new PackedMatrix(Math.Min(depth, DepthInCache), columns);
        for (var start = 0; start < depth; start += DepthInCache)
        {
            var slice = Math.Min(DepthInCache, depth - start);
            packed.Resize(slice);
            packed.SetRows(0, b[(start * bRowStride)..], slice, bRowStride);
            Multiply(a[(start * rows)..], rows, 1, rows, packed, c, cRowStride, accumulate: true);
        }
    }

    static void Run<TTiles>(
        float* a, int rows, nint aRowStride, nint aDepthStride, PackedMatrix b, float* c, nint cRowStride, bool accumulate, float* initial)
        where TTiles : struct, ITiles
    {
        for (var top = 0; top < rows; top += RowsInCache)
        {
            var end = Math.Min(rows, top + RowsInCache);
            for (var column = 0; column < b.PaddedColumns; column += PackedMatrix.PanelWidth)
            {
                var panel = b.Panels + ((long)column * b.Rows);
                var width = Math.Min(PackedMatrix.PanelWidth, b.PaddedColumns - column);
                var isWhole = column + PackedMatrix.PanelWidth <= b.Columns;
                var row = top;
                for (; row <= end - 8; row += 8)
                {
                    var left = new Strip(a + (row * aRowStride), aRowStride, aDepthStride, b.Rows);
                    var target = c + (row * cRowStride) + column;
                    if (isWhole)
                        TTiles.Wide8(left, panel, target, cRowStride, accumulate, initial == null ? null : initial + column);
                    else
                        Narrow<TTiles>(left, 8, panel, width, target, cRowStride, b.Columns - column, accumulate, initial == null ? null : initial + column);
                }

                for (; row < end; row++)
                {
                    var left = new Strip(a + (row * aRowStride), aRowStride, aDepthStride, b.Rows);
                    var target = c + (row * cRowStride) + column;
                    if (isWhole)
                        TTiles.Wide1(left, panel, target, accumulate, initial == null ? null : initial + column);
                    else
                        Narrow<TTiles>(left, 1, panel, width, target, cRowStride, b.Columns - column, accumulate, initial == null ? null : initial + column);
                }
            }
        }
    }

    /// <summary>The last panel, a vector of 16 columns at a time. A vector that sticks out over the result goes through a small copy.</summary>
    static void Narrow<TTiles>(
        Strip left, int rows, float* panel, int panelWidth, float* c, nint cRowStride, int columns, bool accumulate, float* initial)
        where TTiles : struct, ITiles
    {
        const int Vector = PackedMatrix.VectorWidth;
        var copy = stackalloc float[8 * Vector];
        var start = stackalloc float[Vector];
        for (var column = 0; column < columns; column += Vector)
        {
            var taken = Math.Min(Vector, columns - column);
            if (taken == Vector)
            {
                Tile(left, panel + column, c + column, cRowStride, initial == null ? null : initial + column);
                continue;
            }

            for (var row = 0; accumulate && row < rows; row++)
                new ReadOnlySpan<float>(c + (row * cRowStride) + column, taken).CopyTo(new(copy + (row * Vector), Vector));
            if (initial != null)
                new ReadOnlySpan<float>(initial + column, taken).CopyTo(new(start, Vector));
            Tile(left, panel + column, copy, Vector, initial == null ? null : start);
            for (var row = 0; row < rows; row++)
                new ReadOnlySpan<float>(copy + (row * Vector), taken).CopyTo(new(c + (row * cRowStride) + column, taken));
        }

        void Tile(Strip strip, float* b, float* target, nint targetStride, float* startFrom)
        {
            if (rows == 8)
                TTiles.Narrow8(strip, b, panelWidth, target, targetStride, accumulate, startFrom);
            else
                TTiles.Narrow1(strip, b, panelWidth, target, accumulate, startFrom);
        }
    }

    static void CheckReach(int length, int rows, int rowStride, int depth, int depthStride, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        ArgumentOutOfRangeException.ThrowIfNegative(depthStride);
        var last = ((long)(rows - 1) * rowStride) + ((long)(depth - 1) * depthStride);
        if (depth > 0 && last >= length)
            throw new ArgumentException($"{rows} rows of {depth} numbers with strides {rowStride} and {depthStride} reach to {last}, but there are {length}.", name);
    }
}
