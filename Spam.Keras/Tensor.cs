namespace Spam.Keras;

/// <summary>Numbers with a shape: float32, row-major (the last axis is contiguous).</summary>
/// <remarks>Token ids ride in it too, exact below 2^24; Keras casts them the same way.</remarks>
public sealed class Tensor
{
    float[]? _values;
    GatheredRows? _gathered;

    /// <summary>Zeros of a shape.</summary>
    public Tensor(params ReadOnlySpan<int> shape) : this(new Shape(shape))
    {
    }

    /// <summary>Zeros of <paramref name="shape"/>.</summary>
    public Tensor(Shape shape)
    {
        Shape = shape;
        Length = shape.Length;
        _values = new float[Length];
    }

    /// <summary>A view of <paramref name="values"/>, which are not copied.</summary>
    /// <exception cref="KerasException">There are more or fewer values than <paramref name="shape"/> holds.</exception>
    public Tensor(float[] values, Shape shape)
    {
        if (values.Length != shape.Length)
            throw new KerasException($"A tensor of shape {shape} needs {shape.Length} values; {values.Length} came.");

        _values = values;
        Shape = shape;
        Length = values.Length;
    }

    Tensor(Shape shape, float[] room)
    {
        Shape = shape;
        Length = shape.Length;
        _values = room;
    }

    /// <summary>A tensor that repeats few rows. It is written out, and no longer <see cref="Gathered"/>, as soon as somebody asks for its numbers.</summary>
    internal Tensor(GatheredRows gathered, Shape shape)
    {
        _gathered = gathered;
        Shape = shape;
        Length = shape.Length;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>How many axes there are.</summary>
    public int Rank => Shape.Rank;

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    /// <summary>All numbers, in row-major order.</summary>
    public Span<float> Span => Values.AsSpan(0, Length);

    /// <summary>The array behind the tensor, as a part of memory that can be handed to another thread.</summary>
    public Memory<float> Memory => Values.AsMemory(0, Length);

    /// <summary>One number, by its place in row-major order.</summary>
    public float this[int position]
    {
        get => Span[position];
        set => Span[position] = value;
    }

    /// <summary>The few rows that the tensor repeats, as long as it is not written out; null for most tensors.</summary>
    internal GatheredRows? Gathered => _gathered;

    /// <summary>How many rows there are: the product of all axes but the last.</summary>
    public int NumRows => Shape.Rank == 0 || Shape[^1] == 0 ? Shape.Rank == 0 ? 1 : 0 : Length / Shape[^1];

    /// <summary>One row along the last axis; rows are counted over all other axes together.</summary>
    public Span<float> Row(int row)
    {
        var width = Shape[^1];
        return Span.Slice(row * width, width);
    }

    /// <summary>One sample of the first axis, as the numbers it holds.</summary>
    public Span<float> Sample(int index)
    {
        var size = Length / Shape[0];
        return Span.Slice(index * size, size);
    }

    /// <summary>The same numbers (not copied) in another shape.</summary>
    /// <exception cref="KerasException">The shape holds more or fewer numbers.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> shape)
    {
        var other = new Shape(shape);
        return other.Length == Length ? new(other, Values) : throw new KerasException($"A tensor of shape {Shape} holds {Length} numbers; it cannot be seen as {other}.");
    }

    /// <summary>A copy of the samples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of the first axis.</summary>
    public Tensor Samples(int start, int count)
    {
        var size = Shape[0] == 0 ? 0 : Length / Shape[0];
        return new(Span.Slice(start * size, count * size).ToArray(), Shape.With(0, count));
    }

    /// <summary>A copy of the samples at <paramref name="indices"/> of the first axis, in that order.</summary>
    public Tensor Samples(ReadOnlySpan<int> indices)
    {
        var samples = new Tensor(Shape.With(0, indices.Length));
        for (var i = 0; i < indices.Length; i++)
            Sample(indices[i]).CopyTo(samples.Sample(i));
        return samples;
    }

    /// <summary>A copy.</summary>
    public Tensor Copy() => _gathered is { } gathered ? new(gathered.With(gathered.Rows.Copy()), Shape) : new(Span.ToArray(), Shape);

    /// <summary>A tensor of these rows, all of one length: shape (rows, length).</summary>
    /// <exception cref="KerasException">The rows differ in length.</exception>
    public static Tensor FromRows(params IReadOnlyList<float[]> rows)
    {
        var width = rows.Count == 0 ? 0 : rows[0].Length;
        var tensor = new Tensor(rows.Count, width);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != width)
                throw new KerasException($"Row {row} has {rows[row].Length} values, but row 0 has {width}; the rows of a tensor are equally long.");
            rows[row].CopyTo(tensor.Row(row));
        }

        return tensor;
    }

    /// <summary>A tensor over the beginning of <paramref name="room"/>, which may be longer.</summary>
    internal static Tensor Over(float[] room, Shape shape) => new(shape, room);

    /// <summary>A tensor of one axis.</summary>
    public static Tensor Vector(params ReadOnlySpan<float> values) => new(values.ToArray(), new Shape(values.Length));

    /// <summary>Writes the numbers of a gathered tensor out, into <paramref name="room"/>, which has its length, where there is one.</summary>
    internal void WriteOut(Tensor? room = null)
    {
        if (_gathered is not { } gathered)
            return;

        var values = room?.Values ?? new float[Shape.Length];
        gathered.WriteTo(values.AsSpan(0, Length));
        Interlocked.CompareExchange(ref _values, values, null); // two threads may both write it out; one array serves
        _gathered = null;
    }

    /// <summary>What it is, not what it holds: <c>float32 (2, 300)</c>.</summary>
    public override string ToString() => $"float32 {Shape}";

    float[] Values
    {
        get
        {
            if (_values is null)
                WriteOut();
            return _values!; // there since WriteOut
        }
    }
}
