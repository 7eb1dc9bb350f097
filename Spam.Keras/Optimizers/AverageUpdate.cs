using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Optimizers;

/// <summary><c>average = momentum * average + rest * value</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/optimizers/optimizer.py, _update_model_variables_moving_average.</remarks>
readonly struct AverageUpdate(float momentum, float rest) : IUpdate
{
    public static int NumSlots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(
        Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third)
        => first = Vector512.Create(momentum) * first + Vector512.Create(rest) * value;
}
