using System.Numerics;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers;

/// <summary>Buffers that are used again pass after pass, so that a training step allocates nothing large. For one pass at a time.</summary>
/// <remarks>Buffers come in eight sizes for each power of two, so that passes of other lengths find them too and at most an eighth lies idle.</remarks>
public sealed class Workspace
{
    readonly Dictionary<int, Stack<float[]>> _free = [];
    readonly List<float[]> _rented = [];
    readonly List<int[]> _freeInts = [], _rentedInts = [];

    /// <summary>What threads work in during a pass.</summary>
    internal RoomPool Rooms { get; } = new();

    /// <summary>Numbers in all buffers together.</summary>
    internal long Size { get; private set; }

    /// <summary>A tensor whose contents are not defined; it is the caller's until <see cref="Reset"/>.</summary>
    public Tensor Rent(Shape shape)
    {
        var size = SizeOf(shape.Length);
        if (!_free.TryGetValue(size, out var stack) || !stack.TryPop(out var values))
        {
            values = GC.AllocateUninitializedArray<float>(size);
            Size += size;
        }

        _rented.Add(values);
        return Tensor.Over(values, shape);
    }

    /// <summary>Whole numbers that are not defined, at least as many as asked for, until <see cref="Reset"/>.</summary>
    internal int[] RentInts(int length)
    {
        var place = 0;
        while (place < _freeInts.Count && _freeInts[place].Length < length)
            place++;
        var values = place < _freeInts.Count ? _freeInts[place] : new int[length];
        if (place < _freeInts.Count)
            _freeInts.RemoveAt(place);
        _rentedInts.Add(values);
        return values;
    }

    /// <summary>Takes back everything that was rented.</summary>
    public void Reset()
    {
        foreach (var values in _rented)
        {
            if (!_free.TryGetValue(values.Length, out var stack))
                _free[values.Length] = stack = new();
            stack.Push(values);
        }

        _rented.Clear();
        _freeInts.AddRange(_rentedInts);
        _rentedInts.Clear();
    }

    static int SizeOf(int length)
    {
        var step = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length)) / 16);
        return (int)Math.Min(Array.MaxLength, ((long)length + step - 1) / step * step);
    }
}
