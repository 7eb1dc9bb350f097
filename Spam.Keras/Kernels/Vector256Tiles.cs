using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Tiles for 16 registers of 8 numbers, put together from blocks of 4 rows by 24 or 16 columns: 12 sums, 3 vectors of b and one number of a.</summary>
/// <remarks>Where the processor has no such registers the runtime does the same arithmetic in smaller pieces, with the same result.</remarks>
readonly unsafe struct Vector256Tiles : ITiles
{
    public static void Wide8(Strip strip, float* b, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        for (var column = 0; column < PackedMatrix.PanelWidth; column += 24)
        {
            var start = initial == null ? null : initial + column;
            Block4By24(strip, b + column, c + column, cRowStride, accumulate, start);
            Block4By24(Below(strip), b + column, c + (4 * cRowStride) + column, cRowStride, accumulate, start);
        }
    }

    public static void Narrow8(Strip strip, float* b, nint bStride, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        Block4By16(strip, b, bStride, c, cRowStride, accumulate, initial);
        Block4By16(Below(strip), b, bStride, c + (4 * cRowStride), cRowStride, accumulate, initial);
    }

    public static void Wide1(Strip strip, float* b, float* c, bool accumulate, float* initial)
    {
        for (var column = 0; column < PackedMatrix.PanelWidth; column += PackedMatrix.VectorWidth)
            Narrow1(strip, b + column, PackedMatrix.PanelWidth, c + column, accumulate, initial == null ? null : initial + column);
    }

    public static void Narrow1(Strip strip, float* b, nint bStride, float* c, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (depthStride, depth) = (strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial);
        var start1 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial + 8);
        var c00 = start0;
        var c01 = start1;
        if (accumulate)
        {
            c00 = Vector256.Load(c);
            c01 = Vector256.Load(c + 8);
        }

        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x0 = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x0, b1, c01);
            a += depthStride;
            b += bStride;
        }

        c00.Store(c);
        c01.Store(c + 8);
    }

    static void Block4By24(Strip strip, float* b, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (rowStride, depthStride, depth) = (strip.RowStride, strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial);
        var start1 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial + 8);
        var start2 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial + 16);
        var c00 = start0;
        var c01 = start1;
        var c02 = start2;
        var c10 = start0;
        var c11 = start1;
        var c12 = start2;
        var c20 = start0;
        var c21 = start1;
        var c22 = start2;
        var c30 = start0;
        var c31 = start1;
        var c32 = start2;
        if (accumulate)
        {
            c00 = Vector256.Load(c);
            c01 = Vector256.Load(c + 8);
            c02 = Vector256.Load(c + 16);
            c10 = Vector256.Load(c + cRowStride);
            c11 = Vector256.Load(c + cRowStride + 8);
            c12 = Vector256.Load(c + cRowStride + 16);
            c20 = Vector256.Load(c + (2 * cRowStride));
            c21 = Vector256.Load(c + (2 * cRowStride) + 8);
            c22 = Vector256.Load(c + (2 * cRowStride) + 16);
            c30 = Vector256.Load(c + (3 * cRowStride));
            c31 = Vector256.Load(c + (3 * cRowStride) + 8);
            c32 = Vector256.Load(c + (3 * cRowStride) + 16);
        }

        var rowStride3 = 3 * rowStride;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var b2 = Vector256.Load(b + 16);
            var x0 = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x0, b1, c01);
            c02 = Vector256.FusedMultiplyAdd(x0, b2, c02);
            var x1 = Vector256.Create(a[rowStride]);
            c10 = Vector256.FusedMultiplyAdd(x1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x1, b1, c11);
            c12 = Vector256.FusedMultiplyAdd(x1, b2, c12);
            var x2 = Vector256.Create(a[2 * rowStride]);
            c20 = Vector256.FusedMultiplyAdd(x2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x2, b1, c21);
            c22 = Vector256.FusedMultiplyAdd(x2, b2, c22);
            var x3 = Vector256.Create(a[rowStride3]);
            c30 = Vector256.FusedMultiplyAdd(x3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x3, b1, c31);
            c32 = Vector256.FusedMultiplyAdd(x3, b2, c32);
            a += depthStride;
            b += PackedMatrix.PanelWidth;
        }

        c00.Store(c);
        c01.Store(c + 8);
        c02.Store(c + 16);
        c10.Store(c + cRowStride);
        c11.Store(c + cRowStride + 8);
        c12.Store(c + cRowStride + 16);
        c20.Store(c + (2 * cRowStride));
        c21.Store(c + (2 * cRowStride) + 8);
        c22.Store(c + (2 * cRowStride) + 16);
        c30.Store(c + (3 * cRowStride));
        c31.Store(c + (3 * cRowStride) + 8);
        c32.Store(c + (3 * cRowStride) + 16);
    }

    static void Block4By16(Strip strip, float* b, nint bStride, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (rowStride, depthStride, depth) = (strip.RowStride, strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial);
        var start1 = initial == null ? Vector256<float>.Zero : Vector256.Load(initial + 8);
        var c00 = start0;
        var c01 = start1;
        var c10 = start0;
        var c11 = start1;
        var c20 = start0;
        var c21 = start1;
        var c30 = start0;
        var c31 = start1;
        if (accumulate)
        {
            c00 = Vector256.Load(c);
            c01 = Vector256.Load(c + 8);
            c10 = Vector256.Load(c + cRowStride);
            c11 = Vector256.Load(c + cRowStride + 8);
            c20 = Vector256.Load(c + (2 * cRowStride));
            c21 = Vector256.Load(c + (2 * cRowStride) + 8);
            c30 = Vector256.Load(c + (3 * cRowStride));
            c31 = Vector256.Load(c + (3 * cRowStride) + 8);
        }

        var rowStride3 = 3 * rowStride;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x0 = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x0, b1, c01);
            var x1 = Vector256.Create(a[rowStride]);
            c10 = Vector256.FusedMultiplyAdd(x1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x1, b1, c11);
            var x2 = Vector256.Create(a[2 * rowStride]);
            c20 = Vector256.FusedMultiplyAdd(x2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x2, b1, c21);
            var x3 = Vector256.Create(a[rowStride3]);
            c30 = Vector256.FusedMultiplyAdd(x3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x3, b1, c31);
            a += depthStride;
            b += bStride;
        }

        c00.Store(c);
        c01.Store(c + 8);
        c10.Store(c + cRowStride);
        c11.Store(c + cRowStride + 8);
        c20.Store(c + (2 * cRowStride));
        c21.Store(c + (2 * cRowStride) + 8);
        c30.Store(c + (3 * cRowStride));
        c31.Store(c + (3 * cRowStride) + 8);
    }

    static Strip Below(Strip strip) => new(strip.Start + (4 * strip.RowStride), strip.RowStride, strip.DepthStride, strip.Depth);
}
