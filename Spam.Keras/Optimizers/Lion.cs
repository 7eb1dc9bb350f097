using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Every number moves by the rate, in the direction of its mean gradient's sign.</summary>
/// <remarks>
/// One step, from m to m':
/// <code>
/// w' = w - rate sign(beta_1 m + (1 - beta_1) g)
/// m' = beta_2 m + (1 - beta_2) g
/// </code>
/// Slots: <c>m</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/lion.py. Paper: Chen and others, Symbolic Discovery of Optimization Algorithms, 2023.
/// </remarks>
public sealed class Lion : Optimizer
{
    float _rate;

    /// <summary>Lion with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .0001 if it is not given.</param>
    /// <param name="beta1">What share of the sign the mean gradient decides, and not the last one.</param>
    /// <param name="beta2">What share the mean gradient keeps at each step.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Lion(Rate? learningRate = null, double beta1 = .9, double beta2 = .99) : base(learningRate ?? .0001f)
    {
        Beta1 = Bounds.Share(ClassName, beta1, "beta_1");
        Beta2 = Bounds.Share(ClassName, beta2, "beta_2");
    }

    /// <summary>What share of the sign the mean gradient decides.</summary>
    public double Beta1 { get; }

    /// <summary>What share the mean gradient keeps at each step.</summary>
    public double Beta2 { get; }

    private protected override IReadOnlyList<Slot> Kinds => [new("m")];

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
        => Updates.Run(new Update(_rate, (float)Beta1, 1 - (float)Beta1, (float)Beta2, 1 - (float)Beta2), parameter, slots);

    readonly struct Update(float rate, float beta1, float rest1, float beta2, float rest2) : IUpdate
    {
        public static int NumSlots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            value -= Vector512.Create(rate) * Sign(first * Vector512.Create(beta1) + gradient * Vector512.Create(rest1));
            first = first * Vector512.Create(beta2) + gradient * Vector512.Create(rest2);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Sign(Vector512<float> x) // 0 and NaN stay what they are
            => Vector512.ConditionalSelect(
                Vector512.GreaterThan(x, Vector512<float>.Zero),
                Vector512<float>.One,
                Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), -Vector512<float>.One, x));
    }
}
