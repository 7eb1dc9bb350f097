using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>48 columns in three vectors of 512 bits: eight rows are 24 sums, beside three vectors of the right-hand side and one number of the left.</summary>
readonly unsafe struct Wide512(Vector512<float> first, Vector512<float> second, Vector512<float> third) : ITileRow<Wide512>
{
    readonly Vector512<float> _first = first, _second = second, _third = third;

    public static int Width => 48;

    public static bool FitsEightTimes => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 Load(float* place) => new(Vector512.Load(place), Vector512.Load(place + 16), Vector512.Load(place + 32));

    public static Wide512 Load(float* place, int columns)
        => new(Part.Load512(place, columns), Part.Load512(place + 16, columns - 16), Part.Load512(place + 32, columns - 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512 MultiplyAdd(float x, Wide512 b, Wide512 sum)
    {
        var factor = Vector512.Create(x);
        return new(
            Vector512.FusedMultiplyAdd(factor, b._first, sum._first),
            Vector512.FusedMultiplyAdd(factor, b._second, sum._second),
            Vector512.FusedMultiplyAdd(factor, b._third, sum._third));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide512 row, float* place)
    {
        row._first.Store(place);
        row._second.Store(place + 16);
        row._third.Store(place + 32);
    }

    public static void Store(Wide512 row, float* place, int columns)
    {
        Part.Store(row._first, place, columns);
        Part.Store(row._second, place + 16, columns - 16);
        Part.Store(row._third, place + 32, columns - 32);
    }
}
