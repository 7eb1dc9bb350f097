namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>Where the elements of a result stand in a source: <c>offset + Σ index · stride</c>, a stride for each axis of the result.</summary>
readonly struct View
{
    readonly int[] _sizes, _strides;
    readonly int _offset;

    /// <summary>With these sizes and strides; the callers see to it that all places are in the source.</summary>
    public View(int[] sizes, int[] strides, int offset = 0)
    {
        (_sizes, _strides, _offset) = (sizes, strides, offset);
    }

    /// <summary>The strides of a row-major tensor.</summary>
    public static int[] Strides(Shape shape)
    {
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (strides[axis], stride) = (stride, stride * shape[axis]);
        return strides;
    }

    /// <summary>The strides of <paramref name="from"/> as seen from <paramref name="to"/>, whose last axes are its own or take a size of 1 again and again.</summary>
    public static int[] Broadcast(Shape from, Shape to)
    {
        var own = Strides(from);
        var strides = new int[to.Rank];
        for (var axis = 0; axis < from.Rank; axis++)
            strides[to.Rank - from.Rank + axis] = from[axis] == 1 ? 0 : own[axis];
        return strides;
    }

    /// <summary>The shape that both shapes stretch to, or null where they do not fit.</summary>
    public static Shape? Broadcast(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        if (x.Length < y.Length)
            return Broadcast(y, x);

        var sizes = x.ToArray();
        for (var axis = 0; axis < y.Length; axis++)
        {
            ref var size = ref sizes[x.Length - y.Length + axis];
            if (size != y[axis] && size != 1 && y[axis] != 1)
                return null;
            size = size == 1 ? y[axis] : size;
        }

        return new(sizes);
    }

    /// <summary>Copies the elements in the order of the result.</summary>
    public void CopyTo<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        if (target.IsEmpty)
            return;

        var rank = _sizes.Length;
        var (width, step) = rank == 0 ? (1, 1) : (_sizes[rank - 1], _strides[rank - 1]);
        var index = new int[Math.Max(rank - 1, 0)];
        var place = _offset;
        for (var start = 0; start < target.Length; start += width)
        {
            var row = target.Slice(start, width);
            if (step == 1)
                source.Slice(place, width).CopyTo(row);
            else if (step == 0)
                row.Fill(source[place]);
            else
                CopyRow(source, place, step, row);

            place = Next(index, place);
        }
    }

    /// <summary>Goes on to the next index of all axes but the last, and gives the place of its first element.</summary>
    public int Next(int[] index, int place)
    {
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            place += _strides[axis];
            if (++index[axis] < _sizes[axis])
                return place;
            place -= _strides[axis] * _sizes[axis];
            index[axis] = 0;
        }

        return place;
    }

    static void CopyRow<T>(ReadOnlySpan<T> source, int place, int step, Span<T> row)
    {
        for (var i = 0; i < row.Length; i++, place += step)
            row[i] = source[place];
    }
}
