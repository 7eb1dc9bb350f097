using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary>A function of one number and its slope, on sixteen numbers at a time; a struct, so that the loops are compiled for each function by itself.</summary>
interface IElementFunction
{
    /// <summary><c>f(x)</c>.</summary>
    Vector512<float> Value(Vector512<float> x);

    /// <summary><c>f'(x)</c>, with <c>y = f(x)</c> given too.</summary>
    Vector512<float> Slope(Vector512<float> x, Vector512<float> y);
}
