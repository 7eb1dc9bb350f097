using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Adam with the largest recent gradient in the place of the root mean square.</summary>
/// <remarks>
/// Step t, from m and u to m' and u':
/// <code>
/// m' = m + (g - m) (1 - beta_1)
/// u' = max(beta_2 u, |g|)
/// w' = w - rate m' / ((1 - beta_1^t) (u' + epsilon))
/// </code>
/// Slots: <c>m</c>, <c>u</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/adamax.py. Paper: Kingma and Ba, 2014, section 7.1.
/// </remarks>
public sealed class Adamax : Optimizer
{
    float _rate, _startShare;

    /// <summary>Adamax with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="beta1">What share the mean gradient keeps at each step.</param>
    /// <param name="beta2">What share the largest gradient keeps at each step.</param>
    /// <param name="epsilon">What is added to the largest gradient, so that it is never 0.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Adamax(Rate? learningRate = null, double beta1 = .9, double beta2 = .999, double epsilon = 1e-7) : base(learningRate ?? .001f)
    {
        Beta1 = Bounds.ShareBelowOne(ClassName, beta1, "beta_1");
        Beta2 = Bounds.ShareBelowOne(ClassName, beta2, "beta_2");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
    }

    /// <summary>What share the mean gradient keeps at each step.</summary>
    public double Beta1 { get; }

    /// <summary>What share the largest gradient keeps at each step.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the largest gradient.</summary>
    public double Epsilon { get; }

    private protected override IReadOnlyList<Slot> Kinds => [new("m"), new("u")];

    private protected override void StartStep(float rate) => (_rate, _startShare) = (rate, 1 - Power(Beta1, Iterations + 1));

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
        => Updates.Run(new Update(_rate, _startShare, (float)(1 - Beta1), (float)Beta2, (float)Epsilon), parameter, slots);

    readonly struct Update(float rate, float startShare, float rest1, float beta2, float epsilon) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first += (gradient - first) * Vector512.Create(rest1);
            second = Vector512.Max(Vector512.Create(beta2) * second, Vector512.Abs(gradient));
            value -= Vector512.Create(rate) * first / (Vector512.Create(startShare) * (second + Vector512.Create(epsilon)));
        }
    }
}
