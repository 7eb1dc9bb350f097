using System.Collections;

namespace Spam.Keras;

/// <summary>The sizes of a tensor's axes. An axis whose size is not known yet, as a batch's, is <see cref="Unknown"/> and printed <c>None</c>.</summary>
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>The size of an axis that is known only when data comes.</summary>
    public const int Unknown = -1;

    readonly int[] _sizes;

    /// <summary>With these sizes; none makes the shape of a single number.</summary>
    /// <exception cref="KerasException">A size is below zero and not <see cref="Unknown"/>.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
        {
            if (size < Unknown)
                throw new KerasException($"A shape got an axis of size {size}; sizes are 0 and above, or {Unknown} where unknown.");
        }

        _sizes = sizes.ToArray();
    }

    /// <summary>How many axes there are.</summary>
    public int Rank => _sizes.Length;

    /// <inheritdoc/>
    int IReadOnlyCollection<int>.Count => _sizes.Length;

    /// <summary>The size of one axis.</summary>
    public int this[int axis] => _sizes[axis];

    /// <summary>The size of an axis counted as C# counts: <c>^1</c> is the last.</summary>
    public int this[Index axis] => _sizes[axis];

    /// <summary>Whether every size is known.</summary>
    public bool IsKnown => Array.IndexOf(_sizes, Unknown) < 0;

    /// <summary>How many numbers a tensor of this shape holds.</summary>
    /// <exception cref="KerasException">A size is unknown, or the product is above what an array can hold.</exception>
    public int Length
    {
        get
        {
            var length = 1L;
            foreach (var size in _sizes)
            {
                if (size == Unknown)
                    throw new KerasException($"The shape {this} has an unknown axis, so it has no length yet; use the shape of real data.");
                length = Math.Min(length * size, (long)Array.MaxLength + 1); // clamped, so that a product never overflows
            }

            return length <= Array.MaxLength
                ? (int)length
                : throw new KerasException($"A tensor of shape {this} has more numbers than the {Array.MaxLength} that an array can hold.");
        }
    }

    /// <summary>This shape with one axis of another size.</summary>
    public Shape With(Index axis, int size)
    {
        var sizes = (int[])_sizes.Clone();
        sizes[axis] = size;
        return new(sizes);
    }

    /// <summary>The axes in <paramref name="range"/>.</summary>
    public Shape this[Range range] => new(_sizes[range]);

    /// <summary>This shape with one more axis at its end.</summary>
    public Shape Append(int size) => new([.. _sizes, size]);

    /// <summary>The sizes as a span.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Whether data of shape <paramref name="other"/> fits: the same rank, and the same size wherever both are known.</summary>
    public bool Accepts(Shape other)
    {
        if (other.Rank != Rank)
            return false;

        for (var axis = 0; axis < Rank; axis++)
        {
            if (_sizes[axis] != Unknown && other[axis] != Unknown && _sizes[axis] != other[axis])
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in _sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => _sizes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python prints a tuple: <c>(None, 300, 128)</c>, <c>(2,)</c>, <c>()</c>.</summary>
    public override string ToString()
    {
        var sizes = string.Join(", ", _sizes.Select(size => size == Unknown ? "None" : $"{size}"));
        return Rank == 1 ? $"({sizes},)" : $"({sizes})";
    }
}
