namespace Spam.Keras.Kernels.Products;

/// <summary>What a thread works in from one product to the next: a packed matrix, and some numbers beside it. Small enough to stay in its cache.</summary>
sealed class ProductRoom
{
    PackedMatrix _packed = new(0, 0);
    float[] _numbers = [];
    float[] _sweep = [];

    /// <summary>A packed matrix whose contents are not defined; the one before it is not used any more.</summary>
    public PackedMatrix Packed(int rows, int columns)
    {
        if (!_packed.TryResize(rows, columns))
            _packed = new(rows, columns);
        return _packed;
    }

    /// <summary>What a sweep over the steps keeps beside its products: numbers that are not defined, apart from <see cref="Numbers"/>.</summary>
    public Memory<float> OfSweep(int count)
    {
        if (_sweep.Length < count)
            _sweep = GC.AllocateUninitializedArray<float>(count);
        return _sweep.AsMemory(0, count);
    }

    /// <summary>Numbers that are not defined; those before them are not used any more.</summary>
    public Span<float> Numbers(int count)
    {
        if (_numbers.Length < count)
            _numbers = GC.AllocateUninitializedArray<float>(count);
        return _numbers.AsSpan(0, count);
    }
}
