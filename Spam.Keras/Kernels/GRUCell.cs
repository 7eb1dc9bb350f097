using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>One GRU step behind its products: 16 units at a time. Checked against <see cref="Reference.GRUForward"/> and <see cref="Reference.GRUBackward"/>.</summary>
static class GRUCell
{
    const int Lanes = 16;

    /// <summary>For sigmoid gates, tanh and a reset after the product: <c>g = tanh(g + σ(r) a)</c>, <c>h' = σ(z) h + (1 - σ(z)) g</c>. The gates come as sums and go as activations.</summary>
    /// <param name="z">The update gate.</param>
    /// <param name="r">The reset gate.</param>
    /// <param name="g">The candidate.</param>
    /// <param name="a">The state's part of the candidate: what the reset gate scales.</param>
    /// <param name="before">The state before the step.</param>
    /// <param name="output">The state after it.</param>
    public static void Forward(Span<float> z, Span<float> r, Span<float> g, ReadOnlySpan<float> a, ReadOnlySpan<float> before, Span<float> output)
    {
        CheckLengths(z.Length, r.Length, g.Length, a.Length, before.Length, output.Length);

        ref var pz = ref MemoryMarshal.GetReference(z);
        ref var pr = ref MemoryMarshal.GetReference(r);
        ref var pg = ref MemoryMarshal.GetReference(g);
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(before);
        ref var h = ref MemoryMarshal.GetReference(output);
        var one = Vector512<float>.One;
        nuint k = 0;
        for (; k + Lanes <= (nuint)z.Length; k += Lanes)
        {
            var vz = VectorMath.Sigmoid(Vector512.LoadUnsafe(ref pz, k));
            var vr = VectorMath.Sigmoid(Vector512.LoadUnsafe(ref pr, k));
            var vg = VectorMath.Tanh(Vector512.FusedMultiplyAdd(vr, Vector512.LoadUnsafe(ref pa, k), Vector512.LoadUnsafe(ref pg, k)));
            vz.StoreUnsafe(ref pz, k);
            vr.StoreUnsafe(ref pr, k);
            vg.StoreUnsafe(ref pg, k);
            Vector512.FusedMultiplyAdd(vz, Vector512.LoadUnsafe(ref pb, k), (one - vz) * vg).StoreUnsafe(ref h, k);
        }

        var rest = z.Length - (int)k;
        if (rest > 0)
            ForwardTail((int)k, rest, z, r, g, a, before, output);
    }

    /// <summary>The way back of <see cref="Forward"/>: the gates' gradients replace the activations, a's replaces a, and the output's becomes its direct share in that of the state before.</summary>
    public static void Backward(Span<float> z, Span<float> r, Span<float> g, Span<float> a, ReadOnlySpan<float> before, Span<float> outputGradient)
    {
        CheckLengths(z.Length, r.Length, g.Length, a.Length, before.Length, outputGradient.Length);

        ref var pz = ref MemoryMarshal.GetReference(z);
        ref var pr = ref MemoryMarshal.GetReference(r);
        ref var pg = ref MemoryMarshal.GetReference(g);
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(before);
        ref var dh = ref MemoryMarshal.GetReference(outputGradient);
        var one = Vector512<float>.One;
        nuint k = 0;
        for (; k + Lanes <= (nuint)z.Length; k += Lanes)
        {
            var vz = Vector512.LoadUnsafe(ref pz, k);
            var vr = Vector512.LoadUnsafe(ref pr, k);
            var vg = Vector512.LoadUnsafe(ref pg, k);
            var va = Vector512.LoadUnsafe(ref pa, k);
            var vdh = Vector512.LoadUnsafe(ref dh, k);
            var vdg = vdh * (one - vz) * (one - (vg * vg));
            (vdh * (Vector512.LoadUnsafe(ref pb, k) - vg) * (vz * (one - vz))).StoreUnsafe(ref pz, k);
            (vdg * va * (vr * (one - vr))).StoreUnsafe(ref pr, k);
            vdg.StoreUnsafe(ref pg, k);
            (vdg * vr).StoreUnsafe(ref pa, k);
            (vdh * vz).StoreUnsafe(ref dh, k);
        }

        for (var j = (int)k; j < z.Length; j++) // the tail: the same operations, rounded the same way
        {
            var (vz, vr, vg, gradient) = (z[j], r[j], g[j], outputGradient[j]);
            var candidateGradient = gradient * (1 - vz) * (1 - (vg * vg));
            z[j] = gradient * (before[j] - vg) * (vz * (1 - vz));
            r[j] = candidateGradient * a[j] * (vr * (1 - vr));
            g[j] = candidateGradient;
            a[j] = candidateGradient * vr;
            outputGradient[j] = gradient * vz;
        }
    }

    /// <summary><c>h' = z h + (1 - z) g</c>, for gates of any activation.</summary>
    public static void Blend(ReadOnlySpan<float> z, ReadOnlySpan<float> g, ReadOnlySpan<float> before, Span<float> output)
    {
        CheckLengths(z.Length, g.Length, before.Length, output.Length);

        var k = 0;
        for (; k <= z.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            var vz = new Vector<float>(z[k..]);
            Vector.FusedMultiplyAdd(vz, new(before[k..]), (Vector<float>.One - vz) * new Vector<float>(g[k..])).CopyTo(output[k..]);
        }

        for (; k < z.Length; k++)
            output[k] = MathF.FusedMultiplyAdd(z[k], before[k], (1 - z[k]) * g[k]);
    }

    /// <summary>The way back of <see cref="Blend"/>; the output's gradient becomes that of the state before.</summary>
    public static void BlendBackward(
        ReadOnlySpan<float> z, ReadOnlySpan<float> g, ReadOnlySpan<float> before, Span<float> outputGradient, Span<float> zGradient, Span<float> gGradient)
    {
        CheckLengths(z.Length, g.Length, before.Length, outputGradient.Length, zGradient.Length, gGradient.Length);

        var k = 0;
        for (; k <= z.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            var (vz, vdh) = (new Vector<float>(z[k..]), new Vector<float>(outputGradient[k..]));
            (vdh * (new Vector<float>(before[k..]) - new Vector<float>(g[k..]))).CopyTo(zGradient[k..]);
            (vdh * (Vector<float>.One - vz)).CopyTo(gGradient[k..]);
            (vdh * vz).CopyTo(outputGradient[k..]);
        }

        for (; k < z.Length; k++)
        {
            zGradient[k] = outputGradient[k] * (before[k] - g[k]);
            gGradient[k] = outputGradient[k] * (1 - z[k]);
            outputGradient[k] *= z[k];
        }
    }

    static void ForwardTail(
        int start, int count, Span<float> z, Span<float> r, Span<float> g, ReadOnlySpan<float> a, ReadOnlySpan<float> before, Span<float> output)
    {
        Span<float> padded = stackalloc float[6 * Lanes];
        z.Slice(start, count).CopyTo(padded);
        r.Slice(start, count).CopyTo(padded[Lanes..]);
        g.Slice(start, count).CopyTo(padded[(2 * Lanes)..]);
        a.Slice(start, count).CopyTo(padded[(3 * Lanes)..]);
        before.Slice(start, count).CopyTo(padded[(4 * Lanes)..]);
        Forward(
            padded[..Lanes], padded.Slice(Lanes, Lanes), padded.Slice(2 * Lanes, Lanes), padded.Slice(3 * Lanes, Lanes),
            padded.Slice(4 * Lanes, Lanes), padded[(5 * Lanes)..]);
        padded[..count].CopyTo(z[start..]);
        padded.Slice(Lanes, count).CopyTo(r[start..]);
        padded.Slice(2 * Lanes, count).CopyTo(g[start..]);
        padded.Slice(5 * Lanes, count).CopyTo(output[start..]);
    }

    static void CheckLengths(int length, params ReadOnlySpan<int> others)
    {
        foreach (var other in others)
            ArgumentOutOfRangeException.ThrowIfNotEqual(other, length);
    }
}
