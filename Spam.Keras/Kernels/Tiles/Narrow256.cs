using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>16 columns in two vectors of 256 bits.</summary>
readonly unsafe struct Narrow256(Vector256<float> first, Vector256<float> second) : ITileRow<Narrow256>
{
    readonly Vector256<float> _first = first, _second = second;

    public static int Width => 16;

    public static bool FitsEightTimes => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow256 Load(float* place) => new(Vector256.Load(place), Vector256.Load(place + 8));

    public static Narrow256 Load(float* place, int columns) => new(Part.Load256(place, columns), Part.Load256(place + 8, columns - 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow256 MultiplyAdd(float x, Narrow256 b, Narrow256 sum)
    {
        var factor = Vector256.Create(x);
        return new(Vector256.FusedMultiplyAdd(factor, b._first, sum._first), Vector256.FusedMultiplyAdd(factor, b._second, sum._second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Narrow256 row, float* place)
    {
        row._first.Store(place);
        row._second.Store(place + 8);
    }

    public static void Store(Narrow256 row, float* place, int columns)
    {
        Part.Store(row._first, place, columns);
        Part.Store(row._second, place + 8, columns - 8);
    }
}
