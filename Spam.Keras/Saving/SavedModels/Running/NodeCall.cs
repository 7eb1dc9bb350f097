using System.Runtime.CompilerServices;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>One run of one node: its inputs, its attributes, and where it takes memory from.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">The values of its inputs.</param>
/// <param name="run">The run that it is part of.</param>
sealed class NodeCall(GraphNode node, RunValue[] inputs, GraphRun run)
{
    /// <summary>The node.</summary>
    public GraphNode Node => node;

    /// <summary>The run that it is part of.</summary>
    public GraphRun Run => run;

    /// <summary>The values of its inputs.</summary>
    public RunValue[] Inputs => inputs;

    /// <summary>One input.</summary>
    public RunValue this[int input] => input < inputs.Length
        ? inputs[input]
        : throw Fail($"it has {inputs.Length} inputs; its operation reads one more");

    /// <summary>An input whose elements are <typeparamref name="T"/>.</summary>
    public GraphTensor<T> Tensor<T>(int input)
        => this[input] as GraphTensor<T> ?? throw Fail($"its input {input} is a {this[input]}; expected {ElementTypes.NameOf(ElementTypes.Of<T>())}");

    /// <summary>An input of whole numbers, as sizes and axes are given: without axes, or with one.</summary>
    public int[] Ints(int input)
    {
        var value = this[input];
        if (value.Shape.Rank > 1)
            throw Fail($"its input {input} is a {value}; expected whole numbers along one axis");

        return Indices(input);
    }

    /// <summary>An input of whole numbers of any shape.</summary>
    public int[] Indices(int input) => this[input] switch
    {
        GraphTensor<int> x => x.Values,
        GraphTensor<long> x => Array.ConvertAll(x.Values, number => number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw Fail($"its input {input} holds {number}, which is beyond 32 bits")),
        GraphTensor<short> x => Array.ConvertAll(x.Values, number => (int)number),
        GraphTensor<sbyte> x => Array.ConvertAll(x.Values, number => (int)number),
        GraphTensor<byte> x => Array.ConvertAll(x.Values, number => (int)number),
        var other => throw Fail($"its input {input} is a {other}; expected whole numbers"),
    };

    /// <summary>An input that is one whole number.</summary>
    public int Int(int input)
        => Ints(input) is [var number] ? number : throw Fail($"its input {input} is a {this[input]}; expected one whole number");

    /// <summary>A whole number among the attributes.</summary>
    public long Number(string name, long otherwise = 0) => node.Attributes.TryGetValue(name, out var value) ? value.I : otherwise;

    /// <summary>A fraction among the attributes.</summary>
    public float Fraction(string name, float otherwise) => node.Attributes.TryGetValue(name, out var value) ? value.F : otherwise;

    /// <summary>A yes or no among the attributes.</summary>
    public bool Flag(string name, bool otherwise = false) => node.Attributes.TryGetValue(name, out var value) ? value.B : otherwise;

    /// <summary>A text among the attributes.</summary>
    public string Text(string name, string otherwise) => node.Attributes.TryGetValue(name, out var value) ? value.S.ToStringUtf8() : otherwise;

    /// <summary>A list of whole numbers among the attributes; empty where it is left out.</summary>
    public int[] Numbers(string name) => node.Attributes.TryGetValue(name, out var value) && value.List is { } list
        ? [.. list.I.Select(number => checked((int)number))]
        : [];

    /// <summary>A type among the attributes.</summary>
    public DataType Type(string name, DataType otherwise) => node.Attributes.TryGetValue(name, out var value) ? value.Type : otherwise;

    /// <summary>An axis, which may be counted from the end with a minus, counted from the start.</summary>
    public int Axis(long axis, int rank)
        => axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Fail($"it works along axis {axis} of a value with {rank} axes");

    /// <summary>Zeros of a shape. The size is checked before memory is taken.</summary>
    public GraphTensor<T> New<T>(Shape shape) => New<T>(shape.Sizes);

    /// <summary>Zeros of a shape. The size is checked before memory is taken.</summary>
    public GraphTensor<T> New<T>(params ReadOnlySpan<int> sizes)
    {
        var length = Length(sizes);
        var memory = run.Take(length * Unsafe.SizeOf<T>());
        return new(new T[length], new(sizes), memory);
    }

    /// <summary>Zeros that are given up before the node is done. The size is checked before memory is taken.</summary>
    public T[] Scratch<T>(params ReadOnlySpan<int> sizes)
    {
        var length = Length(sizes);
        run.Check(length * Unsafe.SizeOf<T>());
        return new T[length];
    }

    /// <summary>What is wrong with the node or what it was given.</summary>
    public KerasException Fail(string reason) => run.Fail(node, reason);

    long Length(ReadOnlySpan<int> sizes)
    {
        var length = 1L;
        foreach (var size in sizes)
        {
            if (size < 0)
                throw Fail($"its result would have an axis of size {size}");
            length = Math.Min(length * size, Array.MaxLength + 1L); // clamped, so that a product never overflows
        }

        return length <= Array.MaxLength ? length : throw Fail($"its result would have more elements than the {Array.MaxLength} that an array holds");
    }
}
