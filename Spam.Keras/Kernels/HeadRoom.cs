namespace Spam.Keras.Kernels;

/// <summary>What a thread works in while it goes from head to head: one packed matrix, and one head's scores. Small enough to stay in its cache.</summary>
sealed class HeadRoom
{
    PackedMatrix _packed = new(0, 0);
    float[] _scores = [];

    /// <summary>A packed matrix whose contents are not defined; the one before it is not used any more.</summary>
    public PackedMatrix Packed(int rows, int columns)
    {
        if (!_packed.TryResize(rows, columns))
            _packed = new(rows, columns);
        return _packed;
    }

    /// <summary>Numbers that are not defined.</summary>
    public Span<float> Scores(int count)
    {
        if (_scores.Length < count)
            _scores = GC.AllocateUninitializedArray<float>(count);
        return _scores.AsSpan(0, count);
    }
}
