using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Spam.Bench;

/// <summary>How many fused multiply-adds one core does in a second, measured: the limit that every product is compared with.</summary>
static class Peak
{
    const int NumChains = 12; // enough independent sums to hide the instruction's latency on any current core

    /// <summary>Operations (two for a multiply-add) a second, the best of <paramref name="numTries"/> short runs.</summary>
    public static double OneCore(int numTries = 10)
    {
        var best = 0.0;
        for (var i = 0; i < numTries; i++)
            best = Math.Max(best, Vector512.IsHardwareAccelerated ? Run512() : Run256());
        return best;
    }

    static double Run512()
    {
        const int Steps = 4_000_000;
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(0.001f));
        // Different starts: the compiler would make one sum of twelve equal ones.
        var (s0, s1, s2, s3, s4, s5) = (y, y + y, x, x + x, x + y, x - y);
        var (s6, s7, s8, s9, s10, s11) = (y * y, x * x, x * y, x + x + x, y + y + y, x - (y * y));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, x, y);
            s1 = Vector512.FusedMultiplyAdd(s1, x, y);
            s2 = Vector512.FusedMultiplyAdd(s2, x, y);
            s3 = Vector512.FusedMultiplyAdd(s3, x, y);
            s4 = Vector512.FusedMultiplyAdd(s4, x, y);
            s5 = Vector512.FusedMultiplyAdd(s5, x, y);
            s6 = Vector512.FusedMultiplyAdd(s6, x, y);
            s7 = Vector512.FusedMultiplyAdd(s7, x, y);
            s8 = Vector512.FusedMultiplyAdd(s8, x, y);
            s9 = Vector512.FusedMultiplyAdd(s9, x, y);
            s10 = Vector512.FusedMultiplyAdd(s10, x, y);
            s11 = Vector512.FusedMultiplyAdd(s11, x, y);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Keep(Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11));
        return 2.0 * Vector512<float>.Count * NumChains * Steps / seconds;
    }

    static double Run256()
    {
        const int Steps = 4_000_000;
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(0.001f));
        // Different starts: the compiler would make one sum of twelve equal ones.
        var (s0, s1, s2, s3, s4, s5) = (y, y + y, x, x + x, x + y, x - y);
        var (s6, s7, s8, s9, s10, s11) = (y * y, x * x, x * y, x + x + x, y + y + y, x - (y * y));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, x, y);
            s1 = Vector256.FusedMultiplyAdd(s1, x, y);
            s2 = Vector256.FusedMultiplyAdd(s2, x, y);
            s3 = Vector256.FusedMultiplyAdd(s3, x, y);
            s4 = Vector256.FusedMultiplyAdd(s4, x, y);
            s5 = Vector256.FusedMultiplyAdd(s5, x, y);
            s6 = Vector256.FusedMultiplyAdd(s6, x, y);
            s7 = Vector256.FusedMultiplyAdd(s7, x, y);
            s8 = Vector256.FusedMultiplyAdd(s8, x, y);
            s9 = Vector256.FusedMultiplyAdd(s9, x, y);
            s10 = Vector256.FusedMultiplyAdd(s10, x, y);
            s11 = Vector256.FusedMultiplyAdd(s11, x, y);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Keep(Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11));
        return 2.0 * Vector256<float>.Count * NumChains * Steps / seconds;
    }

    static void Keep(float value) => GC.KeepAlive(value); // so that the loop is not dead code
}
