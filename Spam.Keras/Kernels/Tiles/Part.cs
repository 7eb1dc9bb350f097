using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spam.Keras.Kernels.Tiles;

/// <summary>Vectors of which only the first numbers have a place in memory: what lies behind a row's end is neither read nor written.</summary>
static unsafe class Part
{
    /// <summary>The first <paramref name="count"/> numbers (none below 1, all from 16 on), and then zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(float* place, int count)
    {
        if (count <= 0)
            return Vector512<float>.Zero;
        if (count >= Vector512<float>.Count)
            return Vector512.Load(place);
        if (Avx512F.IsSupported)
            return Avx512F.MaskLoad(place, First512(count), Vector512<float>.Zero);

        var copy = Vector512<float>.Zero;
        new ReadOnlySpan<float>(place, count).CopyTo(new(&copy, count));
        return copy;
    }

    /// <summary>The first <paramref name="count"/> numbers (none below 1, all from 8 on), and then zeros.</summary>
    public static Vector256<float> Load256(float* place, int count)
    {
        if (count <= 0)
            return Vector256<float>.Zero;
        if (count >= Vector256<float>.Count)
            return Vector256.Load(place);

        var copy = Vector256<float>.Zero;
        new ReadOnlySpan<float>(place, count).CopyTo(new(&copy, count));
        return copy;
    }

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    public static void Store(Vector512<float> vector, float* place, int count)
    {
        if (count >= Vector512<float>.Count)
            vector.Store(place);
        else if (count > 0 && Avx512F.IsSupported)
            Avx512F.MaskStore(place, First512(count), vector);
        else if (count > 0)
            new ReadOnlySpan<float>(&vector, count).CopyTo(new(place, count));
    }

    /// <inheritdoc cref="Store(Vector512{float}, float*, int)"/>
    public static void Store(Vector256<float> vector, float* place, int count)
    {
        if (count >= Vector256<float>.Count)
            vector.Store(place);
        else if (count > 0)
            new ReadOnlySpan<float>(&vector, count).CopyTo(new(place, count));
    }

    static Vector512<float> First512(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
