using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>24 columns in three vectors of 256 bits: four rows are 12 sums, which with what they read fill 16 registers.</summary>
/// <remarks>Where the processor has no such registers the runtime does the same arithmetic in smaller pieces, with the same result.</remarks>
readonly unsafe struct Wide256(Vector256<float> first, Vector256<float> second, Vector256<float> third) : ITileRow<Wide256>
{
    readonly Vector256<float> _first = first, _second = second, _third = third;

    public static int Width => 24;

    public static bool FitsEightTimes => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Load(float* place) => new(Vector256.Load(place), Vector256.Load(place + 8), Vector256.Load(place + 16));

    public static Wide256 Load(float* place, int columns)
        => new(Part.Load256(place, columns), Part.Load256(place + 8, columns - 8), Part.Load256(place + 16, columns - 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 MultiplyAdd(float x, Wide256 b, Wide256 sum)
    {
        var factor = Vector256.Create(x);
        return new(
            Vector256.FusedMultiplyAdd(factor, b._first, sum._first),
            Vector256.FusedMultiplyAdd(factor, b._second, sum._second),
            Vector256.FusedMultiplyAdd(factor, b._third, sum._third));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide256 row, float* place)
    {
        row._first.Store(place);
        row._second.Store(place + 8);
        row._third.Store(place + 16);
    }

    public static void Store(Wide256 row, float* place, int columns)
    {
        Part.Store(row._first, place, columns);
        Part.Store(row._second, place + 8, columns - 8);
        Part.Store(row._third, place + 16, columns - 16);
    }
}
