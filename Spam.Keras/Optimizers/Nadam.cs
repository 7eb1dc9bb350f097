using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Adam with Nesterov's look ahead.</summary>
/// <remarks>
/// Step t, from m and v to m' and v', with u(t) = beta_1 (1 - .96^t / 2) and U(t) = u(1) u(2) ... u(t):
/// <code>
/// m' = m + (g - m) (1 - beta_1)
/// v' = v + (g² - v) (1 - beta_2)
/// n  = u(t+1) m' / (1 - U(t+1)) + (1 - u(t)) g / (1 - U(t))
/// w' = w - n rate / (√(v' / (1 - beta_2^t)) + epsilon)
/// </code>
/// Slots: <c>m</c>, <c>v</c>. U is computed anew from the number of steps after a restart, where Keras 2.15 begins it again at 1.<br/>
/// Source: Keras 2.15, keras/src/optimizers/nadam.py. Paper: Dozat, 2015.
/// </remarks>
public sealed class Nadam : Optimizer
{
    float _product = 1, _rate;
    long _productSteps;

    /// <summary>Nadam with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="beta1">What share the mean gradient keeps at each step.</param>
    /// <param name="beta2">What share the mean square keeps at each step.</param>
    /// <param name="epsilon">What is added to the root, so that it is never 0.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Nadam(Rate? learningRate = null, double beta1 = .9, double beta2 = .999, double epsilon = 1e-7) : base(learningRate ?? .001f)
    {
        Beta1 = Bounds.ShareBelowOne(ClassName, beta1, "beta_1");
        Beta2 = Bounds.ShareBelowOne(ClassName, beta2, "beta_2");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
    }

    /// <summary>What share the mean gradient keeps at each step.</summary>
    public double Beta1 { get; }

    /// <summary>What share the mean square keeps at each step.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>
    /// Whether U is multiplied by u(t) at every weight instead of once a step, as measured in <c>fit</c> of Keras 2.15: it tells by a number of
    /// Python's whether the step's product is there already, which does not count on in a traced function. Off: once a step, as in its eager mode
    /// and in Keras 3. On, U begins at 1 again after a restart, as there.
    /// </summary>
    public bool ProductForEachWeight { get; init; }

    private protected override IReadOnlyList<Slot> Kinds => [new("m"), new("v")];

    private protected override void StartStep(float rate)
    {
        _rate = rate;
        if (ProductForEachWeight)
            return;

        var step = Iterations + 1;
        if (_productSteps >= step)
            (_product, _productSteps) = (1, 0);
        while (_productSteps < step)
            _product *= Share(++_productSteps);
    }

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
    {
        var step = Iterations + 1;
        if (ProductForEachWeight)
            _product *= Share(step);

        var next = Share(step + 1);
        Updates.Run(
            new Update(
                _rate, next, 1 - _product * next, 1 - Share(step), 1 - _product, 1 - Power(Beta2, step), 1 - (float)Beta1, 1 - (float)Beta2,
                (float)Epsilon),
            parameter, slots);
    }

    float Share(long step) => (float)Beta1 * (1 - .5f * Power(.96, step));

    readonly struct Update(
        float rate, float next, float nextStart, float rest, float start, float start2, float rest1, float rest2, float epsilon) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first += (gradient - first) * Vector512.Create(rest1);
            second += (gradient * gradient - second) * Vector512.Create(rest2);
            var mean = Vector512.Create(next) * first / Vector512.Create(nextStart) + Vector512.Create(rest) * gradient / Vector512.Create(start);
            value -= mean * Vector512.Create(rate) / (Vector512.Sqrt(second / Vector512.Create(start2)) + Vector512.Create(epsilon));
        }
    }
}
