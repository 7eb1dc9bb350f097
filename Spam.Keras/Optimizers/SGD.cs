using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Gradient descent, with momentum if wanted.</summary>
/// <remarks>
/// One step, from m to m':
/// <code>
/// m' = -g rate + m momentum
/// w' = w + m'                       or, with nesterov,
/// w' = w + (-g rate + m' momentum)
/// </code>
/// Slots: <c>m</c>, which Keras 2 has without momentum too and Keras 3 has not.<br/>
/// Source: Keras 2.15, keras/src/optimizers/sgd.py.
/// </remarks>
public sealed class SGD : Optimizer
{
    float _rate;

    /// <summary>Gradient descent with these options.</summary>
    /// <param name="learningRate">A number or a schedule; .01 if it is not given.</param>
    /// <param name="momentum">What share of the last move is made again; from 0 to 1.</param>
    /// <param name="nesterov">Whether the momentum is looked at one step ahead.</param>
    /// <exception cref="KerasException">An option is out of bounds.</exception>
    public SGD(Rate? learningRate = null, double momentum = 0, bool nesterov = false) : base(learningRate ?? .01f)
    {
        Momentum = Bounds.Share(ClassName, momentum, "momentum");
        Nesterov = nesterov;
    }

    /// <summary>What share of the last move is made again.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum is looked at one step ahead.</summary>
    public bool Nesterov { get; }

    private protected override IReadOnlyList<Slot> Kinds => Dialect == Dialect.Keras2 || Momentum != 0 ? [new("m")] : [];

    private protected override void StartStep(float rate) => _rate = rate;

    private protected override void Move(Parameter parameter, ReadOnlySpan<Tensor> slots)
    {
        if (Kinds.Count == 0)
            Updates.Run(new PlainUpdate(_rate), parameter, slots);
        else if (Nesterov)
            Updates.Run(new NesterovUpdate(_rate, (float)Momentum), parameter, slots);
        else
            Updates.Run(new MomentumUpdate(_rate, (float)Momentum), parameter, slots);
    }

    readonly struct PlainUpdate(float rate) : IUpdate
    {
        public static int NumSlots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
            => value -= gradient * Vector512.Create(rate);
    }

    readonly struct MomentumUpdate(float rate, float momentum) : IUpdate
    {
        public static int NumSlots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            first = first * Vector512.Create(momentum) - gradient * Vector512.Create(rate);
            value += first;
        }
    }

    readonly struct NesterovUpdate(float rate, float momentum) : IUpdate
    {
        public static int NumSlots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(
            Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        {
            var move = gradient * Vector512.Create(rate);
            first = first * Vector512.Create(momentum) - move;
            value += first * Vector512.Create(momentum) - move;
        }
    }
}
