namespace Spam.Keras.Layers;

/// <summary>Buffers that are used again pass after pass, so that a training step allocates nothing large. For one pass at a time.</summary>
public sealed class Workspace
{
    readonly Dictionary<int, Stack<float[]>> _free = [];
    readonly List<float[]> _rented = [];

    /// <summary>A tensor whose contents are not defined; it is the caller's until <see cref="Reset"/>.</summary>
    public Tensor Rent(Shape shape)
    {
        var length = shape.Length;
        var values = _free.TryGetValue(length, out var stack) && stack.Count > 0 ? stack.Pop() : new float[length];
        _rented.Add(values);
        return new(values, shape);
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
    }
}
