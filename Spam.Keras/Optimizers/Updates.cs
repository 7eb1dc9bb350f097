using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>The loop over a weight's numbers that all rules share.</summary>
/// <remarks>Nothing is fused and each number depends on its own inputs alone, so the bits are the same on every instruction set.</remarks>
static class Updates
{
    // TensorFlow sets results below the smallest normal number to zero. Without this the momentum of a row
    // that no text touches would sink into numbers that processors are slow at.
    const float SmallestNormal = 1.17549435e-38f;

    internal static void Run<TUpdate>(TUpdate update, Parameter parameter, ReadOnlySpan<Tensor> slots)
        where TUpdate : struct, IUpdate
    {
        ReadOnlySpan<float> gradient = parameter.Gradient.Span;
        var value = parameter.Value.Span;
        var first = TUpdate.NumSlots > 0 ? slots[0].Span : default;
        var second = TUpdate.NumSlots > 1 ? slots[1].Span : default;
        var third = TUpdate.NumSlots > 2 ? slots[2].Span : default;

        var lanes = Vector512<float>.Count;
        var i = 0;
        for (; i <= value.Length - lanes; i += lanes)
            Step(update, gradient[i..], value[i..], From(first, i), From(second, i), From(third, i));

        if (i < value.Length) // the tail goes through the same code, so that a number's place does not matter
        {
            Span<float> padded = stackalloc float[5 * lanes];
            padded.Clear();
            gradient[i..].CopyTo(padded);
            value[i..].CopyTo(padded[lanes..]);
            From(first, i).CopyTo(padded[(2 * lanes)..]);
            From(second, i).CopyTo(padded[(3 * lanes)..]);
            From(third, i).CopyTo(padded[(4 * lanes)..]);

            Step(update, padded, padded[lanes..], padded[(2 * lanes)..], padded[(3 * lanes)..], padded[(4 * lanes)..]);

            padded.Slice(lanes, value.Length - i).CopyTo(value[i..]);
            padded.Slice(2 * lanes, From(first, i).Length).CopyTo(From(first, i));
            padded.Slice(3 * lanes, From(second, i).Length).CopyTo(From(second, i));
            padded.Slice(4 * lanes, From(third, i).Length).CopyTo(From(third, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TUpdate>(
        TUpdate update, ReadOnlySpan<float> gradient, Span<float> value, Span<float> first, Span<float> second, Span<float> third)
        where TUpdate : struct, IUpdate
    {
        var (v, a, b, c) = (Load(value), Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        if (TUpdate.NumSlots > 0)
            a = Load(first);
        if (TUpdate.NumSlots > 1)
            b = Load(second);
        if (TUpdate.NumSlots > 2)
            c = Load(third);

        update.Step(Load(gradient), ref v, ref a, ref b, ref c);

        v.CopyTo(value);
        if (TUpdate.NumSlots > 0)
            Flushed(a).CopyTo(first);
        if (TUpdate.NumSlots > 1)
            Flushed(b).CopyTo(second);
        if (TUpdate.NumSlots > 2)
            Flushed(c).CopyTo(third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Load(ReadOnlySpan<float> values) => Vector512.Create(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Flushed(Vector512<float> x)
        => Vector512.AndNot(x, Vector512.LessThan(Vector512.Abs(x), Vector512.Create(SmallestNormal))); // NaN stays NaN

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Span<float> From(Span<float> values, int start) => values.IsEmpty ? values : values[start..];
}
