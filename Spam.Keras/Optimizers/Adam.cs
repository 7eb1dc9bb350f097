using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Adam: each number moves by its mean gradient over the root of its mean square, both recent and freed of their start at zero.</summary>
/// <remarks>
/// Step t, from m, v (and vhat) to m', v' (and vhat'):
/// <code>
/// m' = m + (g - m) (1 - beta_1)
/// v' = v + (g² - v) (1 - beta_2)
/// w' = w - m' α / (√v' + epsilon),  α = rate √(1 - beta_2^t) / (1 - beta_1^t)
/// </code>
/// With amsgrad the largest v' so far, vhat', stands in the place of v'.<br/>
/// Slots: <c>m</c>, <c>v</c>, with amsgrad <c>vhat</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/adam.py. Papers: Kingma and Ba, 2014; Reddi, Kale and Kumar, 2018.
/// </remarks>
public class Adam : Optimizer
{
    float _alpha;

    /// <summary>Adam with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="beta1">What share the mean gradient keeps at each step.</param>
    /// <param name="beta2">What share the mean square keeps at each step.</param>
    /// <param name="epsilon">What is added to the root, so that it is never 0.</param>
    /// <param name="amsgrad">Whether the mean square never falls.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Adam(Rate? learningRate = null, double beta1 = .9, double beta2 = .999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate ?? .001f)
    {
        Beta1 = Bounds.ShareBelowOne(ClassName, beta1, "beta_1");
        Beta2 = Bounds.ShareBelowOne(ClassName, beta2, "beta_2");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
        Amsgrad = amsgrad;
    }

    /// <summary>What share the mean gradient keeps at each step.</summary>
    public double Beta1 { get; }

    /// <summary>What share the mean square keeps at each step.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the mean square never falls.</summary>
    public bool Amsgrad { get; }

    private protected override IReadOnlyList<Slot> Kinds => Amsgrad ? [new("m"), new("v"), new("vhat", Block: 1)] : [new("m"), new("v")];

    private protected override void StartStep(float rate)
        => _alpha = rate * MathF.Sqrt(1 - Power(Beta2, Iterations + 1)) / (1 - Power(Beta1, Iterations + 1));

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
    {
        var (rest1, rest2, epsilon) = ((float)(1 - Beta1), (float)(1 - Beta2), (float)Epsilon);
        if (Amsgrad)
            Updates.Run(new AmsgradUpdate(_alpha, rest1, rest2, epsilon), parameter, slots);
        else
            Updates.Run(new Update(_alpha, rest1, rest2, epsilon), parameter, slots);
    }

    readonly struct Update(float alpha, float rest1, float rest2, float epsilon) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first += (gradient - first) * Vector512.Create(rest1);
            second += (gradient * gradient - second) * Vector512.Create(rest2);
            value -= first * Vector512.Create(alpha) / (Vector512.Sqrt(second) + Vector512.Create(epsilon));
        }
    }

    readonly struct AmsgradUpdate(float alpha, float rest1, float rest2, float epsilon) : IUpdate
    {
        public static int NumSlots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first += (gradient - first) * Vector512.Create(rest1);
            second += (gradient * gradient - second) * Vector512.Create(rest2);
            third = Vector512.Max(third, second);
            value -= first * Vector512.Create(alpha) / (Vector512.Sqrt(third) + Vector512.Create(epsilon));
        }
    }
}
