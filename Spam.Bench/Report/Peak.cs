using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Bench.Report;

/// <summary>How many fused multiply-adds the cores do in a second, measured: the limit that every product is compared with.</summary>
static class Peak
{
    const int Steps = 4_000_000;
    const int NumChains = 12; // enough independent sums to hide the instruction's latency on any current core

    static float _kept;

    /// <summary>Operations (two for a multiply-add) a second of cores that work at once, the best of <paramref name="numTries"/> short runs.</summary>
    public static double Cores(int count, int numTries)
    {
        var numLanes = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        using var team = new Barrier(count);
        var seconds = new double[count, numTries];
        var threads = Enumerable.Range(0, count).Select(core => new Thread(() => Measure(core))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Enumerable.Range(0, numTries).Max(i => 2.0 * count * numLanes * NumChains * Steps / Enumerable.Range(0, count).Max(core => seconds[core, i]));

        void Measure(int core)
        {
            for (var i = 0; i < numTries; i++)
            {
                team.SignalAndWait();
                var start = Stopwatch.GetTimestamp();
                var sum = Vector512.IsHardwareAccelerated ? Run512() : Run256();
                seconds[core, i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Volatile.Write(ref _kept, sum); // without a place to go the sums would be dead code, and the loop empty
            }
        }
    }

    // The loops stand alone: a call in the same method would have the sums live in memory across it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static float Run512()
    {
        var x = Vector512.Create(0.999f);
        var y = Vector512.Create(0.001f);
        // Different starts: the compiler would make one sum of twelve equal ones.
        var s0 = y;
        var s1 = y + y;
        var s2 = x;
        var s3 = x + x;
        var s4 = x + y;
        var s5 = x - y;
        var s6 = y * y;
        var s7 = x * x;
        var s8 = x * y;
        var s9 = x + x + x;
        var s10 = y + y + y;
        var s11 = x - (y * y);
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

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static float Run256()
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(0.001f);
        // Different starts: the compiler would make one sum of twelve equal ones.
        var s0 = y;
        var s1 = y + y;
        var s2 = x;
        var s3 = x + x;
        var s4 = x + y;
        var s5 = x - y;
        var s6 = y * y;
        var s7 = x * x;
        var s8 = x * y;
        var s9 = x + x + x;
        var s10 = y + y + y;
        var s11 = x - (y * y);
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

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
