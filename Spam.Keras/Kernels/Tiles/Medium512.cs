using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>32 columns in two vectors of 512 bits.</summary>
readonly unsafe struct Medium512(Vector512<float> first, Vector512<float> second) : ITileRow<Medium512>
{
    readonly Vector512<float> _first = first, _second = second;

    public static int Width => 32;

    public static bool FitsEightTimes => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Medium512 Load(float* place) => new(Vector512.Load(place), Vector512.Load(place + 16));

    public static Medium512 Load(float* place, int columns) => new(Part.Load512(place, columns), Part.Load512(place + 16, columns - 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Medium512 MultiplyAdd(float x, Medium512 b, Medium512 sum)
    {
        var factor = Vector512.Create(x);
        return new(Vector512.FusedMultiplyAdd(factor, b._first, sum._first), Vector512.FusedMultiplyAdd(factor, b._second, sum._second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Medium512 row, float* place)
    {
        row._first.Store(place);
        row._second.Store(place + 16);
    }

    public static void Store(Medium512 row, float* place, int columns)
    {
        Part.Store(row._first, place, columns);
        Part.Store(row._second, place + 16, columns - 16);
    }
}
