namespace Spam.Keras.Kernels;

/// <summary>What a thread works in from one product to the next: a packed matrix, and some numbers beside it. Small enough to stay in its cache.</summary>
sealed class ProductRoom
{
    PackedMatrix _packed = new(0, 0);
    float[] _numbers = [];

    /// <summary>A packed matrix whose contents are not defined; the one before it is not used any more.</summary>
    public PackedMatrix Packed(int rows, int columns)
    {
        if (!_packed.TryResize(rows, columns))
            _packed = new(rows, columns);
        return _packed;
    }

    /// <summary>Numbers that are not defined; those before them are not used any more.</summary>
    public Span<float> Numbers(int count)
    {
        if (_numbers.Length < count)
            _numbers = GC.AllocateUninitializedArray<float>(count);
        return _numbers.AsSpan(0, count);
    }
}
