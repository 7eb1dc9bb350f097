using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Optimizers;

/// <summary><c>value -= value * decay * rate</c>, apart from the gradient.</summary>
/// <remarks>Source: Keras 2.15, keras/src/optimizers/optimizer.py, _apply_weight_decay.</remarks>
readonly struct Decay(float decay, float rate) : IUpdate
{
    public static int NumSlots => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(
        Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        => value -= value * Vector512.Create(decay) * Vector512.Create(rate);
}
