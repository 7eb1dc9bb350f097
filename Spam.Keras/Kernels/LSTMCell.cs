using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>One LSTM step behind its products, for sigmoid gates and tanh: 16 cells at a time. Checked against <see cref="Reference.LSTMForward"/>.</summary>
static class LSTMCell
{
    const int Lanes = 16;

    /// <summary><c>c' = σ(f) c + σ(i) tanh(g)</c>, <c>h' = σ(o) tanh(c')</c>. The gates come as sums and go as activations.</summary>
    public static void Forward(
        Span<float> i, Span<float> f, Span<float> g, Span<float> o,
        ReadOnlySpan<float> cellBefore, Span<float> cell, Span<float> cellTanh, Span<float> output)
    {
        CheckLengths(i.Length, f.Length, g.Length, o.Length, cellBefore.Length, cell.Length, cellTanh.Length, output.Length);

        ref var pi = ref MemoryMarshal.GetReference(i);
        ref var pf = ref MemoryMarshal.GetReference(f);
        ref var pg = ref MemoryMarshal.GetReference(g);
        ref var po = ref MemoryMarshal.GetReference(o);
        ref var before = ref MemoryMarshal.GetReference(cellBefore);
        ref var after = ref MemoryMarshal.GetReference(cell);
        ref var tanh = ref MemoryMarshal.GetReference(cellTanh);
        ref var h = ref MemoryMarshal.GetReference(output);
        nuint k = 0;
        for (; k + Lanes <= (nuint)i.Length; k += Lanes)
        {
            var vi = VectorMath.Sigmoid(Vector512.LoadUnsafe(ref pi, k));
            var vf = VectorMath.Sigmoid(Vector512.LoadUnsafe(ref pf, k));
            var vg = VectorMath.Tanh(Vector512.LoadUnsafe(ref pg, k));
            var vo = VectorMath.Sigmoid(Vector512.LoadUnsafe(ref po, k));
            var vc = Vector512.FusedMultiplyAdd(vf, Vector512.LoadUnsafe(ref before, k), vi * vg);
            var vt = VectorMath.Tanh(vc);
            vi.StoreUnsafe(ref pi, k);
            vf.StoreUnsafe(ref pf, k);
            vg.StoreUnsafe(ref pg, k);
            vo.StoreUnsafe(ref po, k);
            vc.StoreUnsafe(ref after, k);
            vt.StoreUnsafe(ref tanh, k);
            (vo * vt).StoreUnsafe(ref h, k);
        }

        var rest = i.Length - (int)k;
        if (rest > 0)
            ForwardTail((int)k, rest, i, f, g, o, cellBefore, cell, cellTanh, output);
    }

    /// <summary>The way back of <see cref="Forward"/>: the gates' gradients replace the activations, the cell's gradient becomes that before the step.</summary>
    public static void Backward(
        Span<float> i, Span<float> f, Span<float> g, Span<float> o,
        ReadOnlySpan<float> cellBefore, ReadOnlySpan<float> cellTanh, ReadOnlySpan<float> outputGradient, Span<float> cellGradient)
    {
        CheckLengths(i.Length, f.Length, g.Length, o.Length, cellBefore.Length, cellTanh.Length, outputGradient.Length, cellGradient.Length);

        ref var pi = ref MemoryMarshal.GetReference(i);
        ref var pf = ref MemoryMarshal.GetReference(f);
        ref var pg = ref MemoryMarshal.GetReference(g);
        ref var po = ref MemoryMarshal.GetReference(o);
        ref var before = ref MemoryMarshal.GetReference(cellBefore);
        ref var tanh = ref MemoryMarshal.GetReference(cellTanh);
        ref var dh = ref MemoryMarshal.GetReference(outputGradient);
        ref var dc = ref MemoryMarshal.GetReference(cellGradient);
        var one = Vector512<float>.One;
        nuint k = 0;
        for (; k + Lanes <= (nuint)i.Length; k += Lanes)
        {
            var vi = Vector512.LoadUnsafe(ref pi, k);
            var vf = Vector512.LoadUnsafe(ref pf, k);
            var vg = Vector512.LoadUnsafe(ref pg, k);
            var vo = Vector512.LoadUnsafe(ref po, k);
            var vt = Vector512.LoadUnsafe(ref tanh, k);
            var vdh = Vector512.LoadUnsafe(ref dh, k);
            var vdc = Vector512.FusedMultiplyAdd(vdh * vo, one - (vt * vt), Vector512.LoadUnsafe(ref dc, k));
            (vdc * vg * (vi * (one - vi))).StoreUnsafe(ref pi, k);
            (vdc * Vector512.LoadUnsafe(ref before, k) * (vf * (one - vf))).StoreUnsafe(ref pf, k);
            (vdc * vi * (one - (vg * vg))).StoreUnsafe(ref pg, k);
            (vdh * vt * (vo * (one - vo))).StoreUnsafe(ref po, k);
            (vdc * vf).StoreUnsafe(ref dc, k);
        }

        for (var j = (int)k; j < i.Length; j++) // the tail: the same operations, rounded the same way
        {
            var gradient = MathF.FusedMultiplyAdd(outputGradient[j] * o[j], 1 - (cellTanh[j] * cellTanh[j]), cellGradient[j]);
            var (vi, vf, vg, vo) = (i[j], f[j], g[j], o[j]);
            i[j] = gradient * vg * (vi * (1 - vi));
            f[j] = gradient * cellBefore[j] * (vf * (1 - vf));
            g[j] = gradient * vi * (1 - (vg * vg));
            o[j] = outputGradient[j] * cellTanh[j] * (vo * (1 - vo));
            cellGradient[j] = gradient * vf;
        }
    }

    static void ForwardTail(
        int start, int count, Span<float> i, Span<float> f, Span<float> g, Span<float> o,
        ReadOnlySpan<float> cellBefore, Span<float> cell, Span<float> cellTanh, Span<float> output)
    {
        Span<float> padded = stackalloc float[8 * Lanes];
        Copy(i, padded);
        Copy(f, padded[Lanes..]);
        Copy(g, padded[(2 * Lanes)..]);
        Copy(o, padded[(3 * Lanes)..]);
        cellBefore.Slice(start, count).CopyTo(padded[(4 * Lanes)..]);
        Forward(
            padded[..Lanes], padded.Slice(Lanes, Lanes), padded.Slice(2 * Lanes, Lanes), padded.Slice(3 * Lanes, Lanes),
            padded.Slice(4 * Lanes, Lanes), padded.Slice(5 * Lanes, Lanes), padded.Slice(6 * Lanes, Lanes), padded.Slice(7 * Lanes, Lanes));
        Back(padded, i);
        Back(padded[Lanes..], f);
        Back(padded[(2 * Lanes)..], g);
        Back(padded[(3 * Lanes)..], o);
        Back(padded[(5 * Lanes)..], cell);
        Back(padded[(6 * Lanes)..], cellTanh);
        Back(padded[(7 * Lanes)..], output);

        void Copy(Span<float> from, Span<float> to) => from.Slice(start, count).CopyTo(to);

        void Back(Span<float> from, Span<float> to) => from[..count].CopyTo(to[start..]);
    }

    static void CheckLengths(int length, params ReadOnlySpan<int> others)
    {
        foreach (var other in others)
            ArgumentOutOfRangeException.ThrowIfNotEqual(other, length);
    }
}
