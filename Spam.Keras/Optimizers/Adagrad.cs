using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Each number moves by its gradient over the root of the sum of all its squared gradients.</summary>
/// <remarks>
/// One step, from a to a':
/// <code>
/// a' = a + g²
/// w' = w - rate g / √(a' + epsilon)
/// </code>
/// Slots: <c>accumulator</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/adagrad.py. Paper: Duchi, Hazan and Singer, 2011.
/// </remarks>
public sealed class Adagrad : Optimizer
{
    float _rate;

    /// <summary>Adagrad with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="initialAccumulatorValue">What the sum of squares starts at.</param>
    /// <param name="epsilon">What is added below the root, so that it is never 0.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Adagrad(Rate? learningRate = null, double initialAccumulatorValue = .1, double epsilon = 1e-7) : base(learningRate ?? .001f)
    {
        InitialAccumulatorValue = Bounds.NotNegative(ClassName, initialAccumulatorValue, "initial_accumulator_value");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
    }

    /// <summary>What the sum of squares starts at.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>What is added below the root.</summary>
    public double Epsilon { get; }

    private protected override IReadOnlyList<Slot> Kinds => [new("accumulator", Start: (float)InitialAccumulatorValue)];

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
        => Updates.Run(new Update(_rate, (float)Epsilon), parameter, slots);

    readonly struct Update(float rate, float epsilon) : IUpdate
    {
        public static int NumSlots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first += gradient * gradient;
            value -= Vector512.Create(rate) * gradient / Vector512.Sqrt(first + Vector512.Create(epsilon));
        }
    }
}
