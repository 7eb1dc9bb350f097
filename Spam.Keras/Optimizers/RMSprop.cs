using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Each number moves by its gradient over the root of the gradient's recent mean square.</summary>
/// <remarks>
/// One step, from v, a and m to v', a' and m':
/// <code>
/// v' = rho v + (1 - rho) g²
/// a' = rho a + (1 - rho) g                      if centered, else a' = 0
/// i  = rate g / √(v' - a'² + epsilon)
/// w' = w - m',  m' = momentum m + i             without momentum m' = i
/// </code>
/// Slots: <c>velocity</c>, with momentum <c>momentum</c>, if centered <c>average_gradient</c>.<br/>
/// Source: Keras 2.15, keras/src/optimizers/rmsprop.py. Lecture: Hinton, Neural Networks for Machine Learning, 6e, 2012.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    float _rate;

    /// <summary>RMSprop with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .001 if it is not given.</param>
    /// <param name="rho">What share the mean square keeps at each step.</param>
    /// <param name="momentum">What share of the last move is made again.</param>
    /// <param name="epsilon">What is added below the root, so that it is never 0.</param>
    /// <param name="centered">Whether the variance stands in the place of the mean square.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public RMSprop(Rate? learningRate = null, double rho = .9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
        : base(learningRate ?? .001f)
    {
        Rho = Bounds.ShareBelowOne(ClassName, rho, "rho");
        Momentum = Bounds.Share(ClassName, momentum, "momentum");
        Epsilon = Bounds.NotNegative(ClassName, epsilon, "epsilon");
        Centered = centered;
    }

    /// <summary>What share the mean square keeps at each step.</summary>
    public double Rho { get; }

    /// <summary>What share of the last move is made again.</summary>
    public double Momentum { get; }

    /// <summary>What is added below the root.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the variance stands in the place of the mean square.</summary>
    public bool Centered { get; }

    private protected override IReadOnlyList<Slot> Kinds => (Momentum > 0, Centered) switch
    {
        (true, true) => [new("velocity"), new("momentum", Block: 1), new("average_gradient", Block: 2)],
        (true, false) => [new("velocity"), new("momentum", Block: 1)],
        (false, true) => [new("velocity"), new("average_gradient", Block: 1)],
        (false, false) => [new("velocity")],
    };

    private protected override int? UsualEmaOverwriteFrequency => Dialect == Dialect.Keras2 ? 100 : null;

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
    {
        var step = new Increment(_rate, (float)Rho, (float)(1 - Rho), (float)Epsilon);
        switch (Momentum > 0, Centered)
        {
            case (true, true):
                Updates.Run(new CenteredMomentumUpdate(step, (float)Momentum), parameter, slots);
                break;
            case (true, false):
                Updates.Run(new MomentumUpdate(step, (float)Momentum), parameter, slots);
                break;
            case (false, true):
                Updates.Run(new CenteredUpdate(step), parameter, slots);
                break;
            default:
                Updates.Run(new Update(step), parameter, slots);
                break;
        }
    }

    readonly struct Increment(float rate, float rho, float rest, float epsilon)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> gradient, ref Vector512<float> velocity)
        {
            velocity = Vector512.Create(rho) * velocity + Vector512.Create(rest) * (gradient * gradient);
            return Vector512.Create(rate) * gradient / Vector512.Sqrt(velocity + Vector512.Create(epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> gradient, ref Vector512<float> velocity, ref Vector512<float> average)
        {
            velocity = Vector512.Create(rho) * velocity + Vector512.Create(rest) * (gradient * gradient);
            average = Vector512.Create(rho) * average + Vector512.Create(rest) * gradient;
            return Vector512.Create(rate) * gradient / Vector512.Sqrt(velocity - average * average + Vector512.Create(epsilon));
        }
    }

    readonly struct Update(Increment increment) : IUpdate
    {
        public static int NumSlots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            value -= increment.Of(gradient, ref first);
        }
    }

    readonly struct CenteredUpdate(Increment increment) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            value -= increment.Of(gradient, ref first, ref second);
        }
    }

    readonly struct MomentumUpdate(Increment increment, float momentum) : IUpdate
    {
        public static int NumSlots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            second = Vector512.Create(momentum) * second + increment.Of(gradient, ref first);
            value -= second;
        }
    }

    readonly struct CenteredMomentumUpdate(Increment increment, float momentum) : IUpdate
    {
        public static int NumSlots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            second = Vector512.Create(momentum) * second + increment.Of(gradient, ref first, ref third);
            value -= second;
        }
    }
}
