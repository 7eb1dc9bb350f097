using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Each number moves by its gradient times the root of its recent mean squared move over that of its gradient.</summary>
/// <remarks>
/// One step, from a and d to a' and d':
/// <code>
/// a' = rho a + (1 - rho) g²
/// i  = -√(d + epsilon) g / √(a' + epsilon)
/// d' = rho d + (1 - rho) i²
/// w' = w + rate i
/// </code>
/// Slots: <c>accumulated_grad</c>, <c>accumulated_delta_var</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/adadelta.py. Paper: Zeiler, 2012.
/// </remarks>
public sealed class Adadelta : Optimizer
{
    float _rate;

    /// <summary>Adadelta with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given (the paper has 1).</param>
    /// <param name="rho">What share the mean squares keep at each step.</param>
    /// <param name="epsilon">What is added below the roots, so that they are never 0.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Adadelta(Rate? learningRate = null, double rho = .95, double epsilon = 1e-7) : base(learningRate ?? .001f)
    {
        Rho = Bounds.ShareBelowOne(ClassName, rho, "rho");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
    }

    /// <summary>What share the mean squares keep at each step.</summary>
    public double Rho { get; }

    /// <summary>What is added below the roots.</summary>
    public double Epsilon { get; }

    private protected override IReadOnlyList<Slot> Kinds => [new("accumulated_grad"), new("accumulated_delta_var")];

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
        => Updates.Run(new Update(_rate, (float)Rho, (float)(1 - Rho), (float)Epsilon), parameter, slots);

    readonly struct Update(float rate, float rho, float rest, float epsilon) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first = Vector512.Create(rho) * first + Vector512.Create(rest) * gradient * gradient;
            var move = -Vector512.Sqrt(second + Vector512.Create(epsilon)) * gradient / Vector512.Sqrt(first + Vector512.Create(epsilon));
            second = Vector512.Create(rho) * second + Vector512.Create(rest) * move * move;
            value += Vector512.Create(rate) * move;
        }
    }
}
