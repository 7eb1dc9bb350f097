using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>The product of a strip of rows and one panel, tile by tile: eight rows, four or one, whose sums stay in registers.</summary>
/// <remarks>The sums are locals and not an array, because only locals stay in registers.</remarks>
static unsafe class TileLoop
{
    /// <summary>Runs a strip over a panel.</summary>
    /// <param name="left">The rows of the left-hand side.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="right">The right-hand side.</param>
    /// <param name="column">The panel's first column; its width is the tile's, or several times that.</param>
    /// <param name="start">What the sums of the first row start from, at that column.</param>
    /// <param name="c">The result's first row, at that column; it may be where the sums start from.</param>
    /// <param name="cStride">From one row of the result to the next.</param>
    public static void Run<TRow>(Strip left, int rows, PackedMatrix right, int column, Start start, float* c, nint cStride)
        where TRow : struct, ITileRow<TRow>
    {
        var panelWidth = right.WidthOfPanel(column);
        var panel = right.Panels + ((long)column * right.Rows);
        var columns = right.Columns - column;
        for (var place = 0; place < Math.Min(panelWidth, columns); place += TRow.Width)
        {
            var (strip, from, height) = (left, start.At(0, place), 0);
            var to = c + place;
            for (var row = 0; row < rows; row += height)
            {
                height = rows - row >= 8 && TRow.FitsEightTimes ? 8 : rows - row >= 4 ? 4 : 1;
                if (height == 8)
                    Eight<TRow>(strip, panel + place, panelWidth, from.Place, from.RowStride, to, cStride, columns - place);
                else if (height == 4)
                    Four<TRow>(strip, panel + place, panelWidth, from.Place, from.RowStride, to, cStride, columns - place);
                else
                    One<TRow>(strip, panel + place, panelWidth, from.Place, to, columns - place);
                (strip, from) = (strip.Below(height), from.At(height, 0));
                to += height * cStride;
            }
        }
    }

    static void Eight<TRow>(Strip left, float* b, nint bStride, float* start, nint startStride, float* c, nint cStride, int columns)
        where TRow : struct, ITileRow<TRow>
    {
        TRow c0, c1, c2, c3, c4, c5, c6, c7;
        if (columns >= TRow.Width)
        {
            c0 = TRow.Load(start);
            c1 = TRow.Load(start + startStride);
            c2 = TRow.Load(start + (2 * startStride));
            c3 = TRow.Load(start + (3 * startStride));
            c4 = TRow.Load(start + (4 * startStride));
            c5 = TRow.Load(start + (5 * startStride));
            c6 = TRow.Load(start + (6 * startStride));
            c7 = TRow.Load(start + (7 * startStride));
        }
        else
        {
            c0 = TRow.Load(start, columns);
            c1 = TRow.Load(start + startStride, columns);
            c2 = TRow.Load(start + (2 * startStride), columns);
            c3 = TRow.Load(start + (3 * startStride), columns);
            c4 = TRow.Load(start + (4 * startStride), columns);
            c5 = TRow.Load(start + (5 * startStride), columns);
            c6 = TRow.Load(start + (6 * startStride), columns);
            c7 = TRow.Load(start + (7 * startStride), columns);
        }

        var a = left.Start;
        var (rowStride, depthStride) = (left.RowStride, left.DepthStride);
        var a4 = a + (4 * rowStride);
        var rowStride3 = 3 * rowStride;
        for (var k = left.Depth; k > 0; k--)
        {
            var row = TRow.Load(b);
            c0 = TRow.MultiplyAdd(a[0], row, c0);
            c1 = TRow.MultiplyAdd(a[rowStride], row, c1);
            c2 = TRow.MultiplyAdd(a[2 * rowStride], row, c2);
            c3 = TRow.MultiplyAdd(a[rowStride3], row, c3);
            c4 = TRow.MultiplyAdd(a4[0], row, c4);
            c5 = TRow.MultiplyAdd(a4[rowStride], row, c5);
            c6 = TRow.MultiplyAdd(a4[2 * rowStride], row, c6);
            c7 = TRow.MultiplyAdd(a4[rowStride3], row, c7);
            a += depthStride;
            a4 += depthStride;
            b += bStride;
        }

        if (columns >= TRow.Width)
        {
            TRow.Store(c0, c);
            TRow.Store(c1, c + cStride);
            TRow.Store(c2, c + (2 * cStride));
            TRow.Store(c3, c + (3 * cStride));
            TRow.Store(c4, c + (4 * cStride));
            TRow.Store(c5, c + (5 * cStride));
            TRow.Store(c6, c + (6 * cStride));
            TRow.Store(c7, c + (7 * cStride));
        }
        else
        {
            TRow.Store(c0, c, columns);
            TRow.Store(c1, c + cStride, columns);
            TRow.Store(c2, c + (2 * cStride), columns);
            TRow.Store(c3, c + (3 * cStride), columns);
            TRow.Store(c4, c + (4 * cStride), columns);
            TRow.Store(c5, c + (5 * cStride), columns);
            TRow.Store(c6, c + (6 * cStride), columns);
            TRow.Store(c7, c + (7 * cStride), columns);
        }
    }

    static void Four<TRow>(Strip left, float* b, nint bStride, float* start, nint startStride, float* c, nint cStride, int columns)
        where TRow : struct, ITileRow<TRow>
    {
        TRow c0, c1, c2, c3;
        if (columns >= TRow.Width)
        {
            c0 = TRow.Load(start);
            c1 = TRow.Load(start + startStride);
            c2 = TRow.Load(start + (2 * startStride));
            c3 = TRow.Load(start + (3 * startStride));
        }
        else
        {
            c0 = TRow.Load(start, columns);
            c1 = TRow.Load(start + startStride, columns);
            c2 = TRow.Load(start + (2 * startStride), columns);
            c3 = TRow.Load(start + (3 * startStride), columns);
        }

        var a = left.Start;
        var (rowStride, depthStride) = (left.RowStride, left.DepthStride);
        var rowStride3 = 3 * rowStride;
        for (var k = left.Depth; k > 0; k--)
        {
            var row = TRow.Load(b);
            c0 = TRow.MultiplyAdd(a[0], row, c0);
            c1 = TRow.MultiplyAdd(a[rowStride], row, c1);
            c2 = TRow.MultiplyAdd(a[2 * rowStride], row, c2);
            c3 = TRow.MultiplyAdd(a[rowStride3], row, c3);
            a += depthStride;
            b += bStride;
        }

        if (columns >= TRow.Width)
        {
            TRow.Store(c0, c);
            TRow.Store(c1, c + cStride);
            TRow.Store(c2, c + (2 * cStride));
            TRow.Store(c3, c + (3 * cStride));
        }
        else
        {
            TRow.Store(c0, c, columns);
            TRow.Store(c1, c + cStride, columns);
            TRow.Store(c2, c + (2 * cStride), columns);
            TRow.Store(c3, c + (3 * cStride), columns);
        }
    }

    static void One<TRow>(Strip left, float* b, nint bStride, float* start, float* c, int columns)
        where TRow : struct, ITileRow<TRow>
    {
        var sum = columns >= TRow.Width ? TRow.Load(start) : TRow.Load(start, columns);
        var a = left.Start;
        var depthStride = left.DepthStride;
        for (var k = left.Depth; k > 0; k--)
        {
            sum = TRow.MultiplyAdd(a[0], TRow.Load(b), sum);
            a += depthStride;
            b += bStride;
        }

        if (columns >= TRow.Width)
            TRow.Store(sum, c);
        else
            TRow.Store(sum, c, columns);
    }
}
