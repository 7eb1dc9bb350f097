using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Follow the regularised leader: for wide and sparse models, with regularisation built in.</summary>
/// <remarks>
/// One step, from a and l to a' and l', with p = -learning_rate_power:
/// <code>
/// a' = a + g²
/// l' = l + g + 2 l2_shrinkage w - (a'^p - a^p) / rate w
/// q  = a'^p / rate + 2 (l2 + beta / (2 rate))
/// w' = (clip(l', -l1, l1) - l') / q
/// </code>
/// Slots: <c>accumulator</c>, <c>linear</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/ftrl.py. Paper: McMahan and others, 2013.
/// </remarks>
public sealed class Ftrl : Optimizer
{
    float _rate;

    /// <summary>Ftrl with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="learningRatePower">How the rate falls with the squared gradients: 0 or less, 0 for not at all.</param>
    /// <param name="initialAccumulatorValue">What the sum of squares starts at.</param>
    /// <param name="l1RegularizationStrength">What pulls weights to 0.</param>
    /// <param name="l2RegularizationStrength">What holds weights small.</param>
    /// <param name="l2ShrinkageRegularizationStrength">What the size of the weights adds to their gradients.</param>
    /// <param name="beta">The paper's beta: what is added to the root of the sum of squares.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public Ftrl(
        Rate? learningRate = null, double learningRatePower = -.5, double initialAccumulatorValue = .1, double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0, double l2ShrinkageRegularizationStrength = 0, double beta = 0)
        : base(learningRate ?? .001f)
    {
        LearningRatePower = Bounds.NotPositive(ClassName, learningRatePower, "learning_rate_power");
        InitialAccumulatorValue = Bounds.NotNegative(ClassName, initialAccumulatorValue, "initial_accumulator_value");
        L1RegularizationStrength = Bounds.NotNegative(ClassName, l1RegularizationStrength, "l1_regularization_strength");
        L2RegularizationStrength = Bounds.NotNegative(ClassName, l2RegularizationStrength, "l2_regularization_strength");
        L2ShrinkageRegularizationStrength = Bounds.NotNegative(ClassName, l2ShrinkageRegularizationStrength, "l2_shrinkage_regularization_strength");
        Beta = Bounds.NotNegative(ClassName, beta, "beta");
    }

    /// <summary>How the rate falls with the squared gradients.</summary>
    public double LearningRatePower { get; }

    /// <summary>What the sum of squares starts at.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>What pulls weights to 0.</summary>
    public double L1RegularizationStrength { get; }

    /// <summary>What holds weights small.</summary>
    public double L2RegularizationStrength { get; }

    /// <summary>What the size of the weights adds to their gradients.</summary>
    public double L2ShrinkageRegularizationStrength { get; }

    /// <summary>What is added to the root of the sum of squares.</summary>
    public double Beta { get; }

    private protected override IReadOnlyList<Slot> Kinds => [new("accumulator", Start: (float)InitialAccumulatorValue), new("linear")];

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
    {
        var l2 = (float)L2RegularizationStrength + (float)Beta / (2 * _rate);
        var (l1, shrinkage) = ((float)L1RegularizationStrength, (float)(2 * L2ShrinkageRegularizationStrength));
        Updates.Run(new Update(_rate, (float)-LearningRatePower, l1, 2 * l2, shrinkage), parameter, slots);
    }

    readonly struct Update(float rate, float power, float l1, float twiceL2, float shrinkage) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            var sum = first + gradient * gradient;
            var raised = Raised(sum);
            second += gradient + Vector512.Create(shrinkage) * value - (raised - Raised(first)) / Vector512.Create(rate) * value;
            var quadratic = raised / Vector512.Create(rate) + Vector512.Create(twiceL2);
            value = (VectorMath.Clamp(second, -l1, l1) - second) / quadratic;
            first = sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Raised(Vector512<float> x) => power == .5f ? Vector512.Sqrt(x) : RaisedOneByOne(x);

        Vector512<float> RaisedOneByOne(Vector512<float> x)
        {
            Span<float> values = stackalloc float[Vector512<float>.Count];
            x.CopyTo(values);
            foreach (ref var value in values)
                value = (float)Math.Pow(value, power);
            return Vector512.Create<float>(values);
        }
    }
}
