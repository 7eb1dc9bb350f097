using System.Runtime.Intrinsics;
using Spam.Keras.Kernels.Tiles;

namespace Spam.Keras.Kernels.Products;

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

        var zeros = stackalloc float[PackedMatrix.PanelWidth];
        new Span<float>(zeros, PackedMatrix.PanelWidth).Clear();
        fixed (float* pa = a, pc = c, pi = initial)
        {
            var left = new Strip(pa, aRowStride, aDepthStride, b.Rows);
            var start = accumulate ? new(pc, cRowStride, 1) : pi is not null ? new(pi, 0, 1) : new Start(zeros, 0, 0);
            if (Vector512.IsHardwareAccelerated)
                Run<Wide512, Medium512, Narrow512>(left, rows, b, start, pc, cRowStride);
            else
                Run<Wide256, Narrow256, Narrow256>(left, rows, b, start, pc, cRowStride);
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
        => AddTransposedProduct(a, rows, b, columns, bRowStride, depth, c, cRowStride, new());

    /// <summary>The same with room to work in.</summary>
    internal static void AddTransposedProduct(
        ReadOnlySpan<float> a, int rows, ReadOnlySpan<float> b, int columns, int bRowStride, int depth, Span<float> c, int cRowStride, ProductRoom room)
    {
        if (depth == 0)
            return;

        var packed = room.Packed(Math.Min(depth, DepthInCache), columns);
        for (var start = 0; start < depth; start += DepthInCache)
        {
            var slice = Math.Min(DepthInCache, depth - start);
            packed.Resize(slice);
            packed.SetRows(0, b[(start * bRowStride)..], slice, bRowStride);
            Multiply(a[(start * rows)..], rows, 1, rows, packed, c, cRowStride, accumulate: true);
        }
    }

    static void Run<TWide, TMedium, TNarrow>(Strip left, int rows, PackedMatrix b, Start start, float* c, nint cRowStride)
        where TWide : struct, ITileRow<TWide>
        where TMedium : struct, ITileRow<TMedium>
        where TNarrow : struct, ITileRow<TNarrow>
    {
        for (var top = 0; top < rows; top += RowsInCache)
        {
            var (strip, count) = (left.Below(top), Math.Min(RowsInCache, rows - top));
            for (var column = 0; column < b.PaddedColumns; column += b.WidthOfPanel(column))
            {
                var from = start.At(top, column);
                var to = c + (top * cRowStride) + column;
                switch (b.WidthOfPanel(column))
                {
                    case 48:
                        TileLoop.Run<TWide>(strip, count, b, column, from, to, cRowStride);
                        break;
                    case 32:
                        TileLoop.Run<TMedium>(strip, count, b, column, from, to, cRowStride);
                        break;
                    default:
                        TileLoop.Run<TNarrow>(strip, count, b, column, from, to, cRowStride);
                        break;
                }
            }
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
