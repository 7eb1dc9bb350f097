using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>16 columns in one vector of 512 bits.</summary>
readonly unsafe struct Narrow512(Vector512<float> only) : ITileRow<Narrow512>
{
    readonly Vector512<float> _only = only;

    public static int Width => 16;

    public static bool FitsEightTimes => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow512 Load(float* place) => new(Vector512.Load(place));

    public static Narrow512 Load(float* place, int columns) => new(Part.Load512(place, columns));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow512 MultiplyAdd(float x, Narrow512 b, Narrow512 sum)
        => new(Vector512.FusedMultiplyAdd(Vector512.Create(x), b._only, sum._only));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Narrow512 row, float* place) => row._only.Store(place);

    public static void Store(Narrow512 row, float* place, int columns) => Part.Store(row._only, place, columns);
}
