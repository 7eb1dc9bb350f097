using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Tiles for 32 registers of 16 numbers: the wide one holds 24 sums, 3 vectors of b and one number of a.</summary>
/// <remarks>The sums are locals and not an array, because only locals stay in registers.</remarks>
readonly unsafe struct Vector512Tiles : ITiles
{
    public static void Wide8(Strip strip, float* b, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (rowStride, depthStride, depth) = (strip.RowStride, strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial);
        var start1 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial + 16);
        var start2 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial + 32);
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
        var c40 = start0;
        var c41 = start1;
        var c42 = start2;
        var c50 = start0;
        var c51 = start1;
        var c52 = start2;
        var c60 = start0;
        var c61 = start1;
        var c62 = start2;
        var c70 = start0;
        var c71 = start1;
        var c72 = start2;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
            c01 = Vector512.Load(c + 16);
            c02 = Vector512.Load(c + 32);
            c10 = Vector512.Load(c + cRowStride);
            c11 = Vector512.Load(c + cRowStride + 16);
            c12 = Vector512.Load(c + cRowStride + 32);
            c20 = Vector512.Load(c + (2 * cRowStride));
            c21 = Vector512.Load(c + (2 * cRowStride) + 16);
            c22 = Vector512.Load(c + (2 * cRowStride) + 32);
            c30 = Vector512.Load(c + (3 * cRowStride));
            c31 = Vector512.Load(c + (3 * cRowStride) + 16);
            c32 = Vector512.Load(c + (3 * cRowStride) + 32);
            c40 = Vector512.Load(c + (4 * cRowStride));
            c41 = Vector512.Load(c + (4 * cRowStride) + 16);
            c42 = Vector512.Load(c + (4 * cRowStride) + 32);
            c50 = Vector512.Load(c + (5 * cRowStride));
            c51 = Vector512.Load(c + (5 * cRowStride) + 16);
            c52 = Vector512.Load(c + (5 * cRowStride) + 32);
            c60 = Vector512.Load(c + (6 * cRowStride));
            c61 = Vector512.Load(c + (6 * cRowStride) + 16);
            c62 = Vector512.Load(c + (6 * cRowStride) + 32);
            c70 = Vector512.Load(c + (7 * cRowStride));
            c71 = Vector512.Load(c + (7 * cRowStride) + 16);
            c72 = Vector512.Load(c + (7 * cRowStride) + 32);
        }

        var a4 = a + (4 * rowStride);
        var rowStride3 = 3 * rowStride;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var b2 = Vector512.Load(b + 32);
            var x0 = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x0, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x0, b2, c02);
            var x1 = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x1, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x1, b2, c12);
            var x2 = Vector512.Create(a[2 * rowStride]);
            c20 = Vector512.FusedMultiplyAdd(x2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x2, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x2, b2, c22);
            var x3 = Vector512.Create(a[rowStride3]);
            c30 = Vector512.FusedMultiplyAdd(x3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x3, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x3, b2, c32);
            var x4 = Vector512.Create(a4[0]);
            c40 = Vector512.FusedMultiplyAdd(x4, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x4, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x4, b2, c42);
            var x5 = Vector512.Create(a4[rowStride]);
            c50 = Vector512.FusedMultiplyAdd(x5, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x5, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x5, b2, c52);
            var x6 = Vector512.Create(a4[2 * rowStride]);
            c60 = Vector512.FusedMultiplyAdd(x6, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x6, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x6, b2, c62);
            var x7 = Vector512.Create(a4[rowStride3]);
            c70 = Vector512.FusedMultiplyAdd(x7, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x7, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x7, b2, c72);
            a += depthStride;
            a4 += depthStride;
            b += PackedMatrix.PanelWidth;
        }

        c00.Store(c);
        c01.Store(c + 16);
        c02.Store(c + 32);
        c10.Store(c + cRowStride);
        c11.Store(c + cRowStride + 16);
        c12.Store(c + cRowStride + 32);
        c20.Store(c + (2 * cRowStride));
        c21.Store(c + (2 * cRowStride) + 16);
        c22.Store(c + (2 * cRowStride) + 32);
        c30.Store(c + (3 * cRowStride));
        c31.Store(c + (3 * cRowStride) + 16);
        c32.Store(c + (3 * cRowStride) + 32);
        c40.Store(c + (4 * cRowStride));
        c41.Store(c + (4 * cRowStride) + 16);
        c42.Store(c + (4 * cRowStride) + 32);
        c50.Store(c + (5 * cRowStride));
        c51.Store(c + (5 * cRowStride) + 16);
        c52.Store(c + (5 * cRowStride) + 32);
        c60.Store(c + (6 * cRowStride));
        c61.Store(c + (6 * cRowStride) + 16);
        c62.Store(c + (6 * cRowStride) + 32);
        c70.Store(c + (7 * cRowStride));
        c71.Store(c + (7 * cRowStride) + 16);
        c72.Store(c + (7 * cRowStride) + 32);
    }

    public static void Wide1(Strip strip, float* b, float* c, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (depthStride, depth) = (strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial);
        var start1 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial + 16);
        var start2 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial + 32);
        var c00 = start0;
        var c01 = start1;
        var c02 = start2;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
            c01 = Vector512.Load(c + 16);
            c02 = Vector512.Load(c + 32);
        }

        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var b2 = Vector512.Load(b + 32);
            var x0 = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x0, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x0, b2, c02);
            a += depthStride;
            b += PackedMatrix.PanelWidth;
        }

        c00.Store(c);
        c01.Store(c + 16);
        c02.Store(c + 32);
    }

    public static void Narrow8(Strip strip, float* b, nint bStride, float* c, nint cRowStride, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (rowStride, depthStride, depth) = (strip.RowStride, strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial);
        var c00 = start0;
        var c10 = start0;
        var c20 = start0;
        var c30 = start0;
        var c40 = start0;
        var c50 = start0;
        var c60 = start0;
        var c70 = start0;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
            c10 = Vector512.Load(c + cRowStride);
            c20 = Vector512.Load(c + (2 * cRowStride));
            c30 = Vector512.Load(c + (3 * cRowStride));
            c40 = Vector512.Load(c + (4 * cRowStride));
            c50 = Vector512.Load(c + (5 * cRowStride));
            c60 = Vector512.Load(c + (6 * cRowStride));
            c70 = Vector512.Load(c + (7 * cRowStride));
        }

        var a4 = a + (4 * rowStride);
        var rowStride3 = 3 * rowStride;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var x0 = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
            var x1 = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x1, b0, c10);
            var x2 = Vector512.Create(a[2 * rowStride]);
            c20 = Vector512.FusedMultiplyAdd(x2, b0, c20);
            var x3 = Vector512.Create(a[rowStride3]);
            c30 = Vector512.FusedMultiplyAdd(x3, b0, c30);
            var x4 = Vector512.Create(a4[0]);
            c40 = Vector512.FusedMultiplyAdd(x4, b0, c40);
            var x5 = Vector512.Create(a4[rowStride]);
            c50 = Vector512.FusedMultiplyAdd(x5, b0, c50);
            var x6 = Vector512.Create(a4[2 * rowStride]);
            c60 = Vector512.FusedMultiplyAdd(x6, b0, c60);
            var x7 = Vector512.Create(a4[rowStride3]);
            c70 = Vector512.FusedMultiplyAdd(x7, b0, c70);
            a += depthStride;
            a4 += depthStride;
            b += bStride;
        }

        c00.Store(c);
        c10.Store(c + cRowStride);
        c20.Store(c + (2 * cRowStride));
        c30.Store(c + (3 * cRowStride));
        c40.Store(c + (4 * cRowStride));
        c50.Store(c + (5 * cRowStride));
        c60.Store(c + (6 * cRowStride));
        c70.Store(c + (7 * cRowStride));
    }

    public static void Narrow1(Strip strip, float* b, nint bStride, float* c, bool accumulate, float* initial)
    {
        var a = strip.Start;
        var (depthStride, depth) = (strip.DepthStride, strip.Depth);
        var start0 = initial == null ? Vector512<float>.Zero : Vector512.Load(initial);
        var c00 = start0;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
        }

        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var x0 = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
            a += depthStride;
            b += bStride;
        }

        c00.Store(c);
    }
}
