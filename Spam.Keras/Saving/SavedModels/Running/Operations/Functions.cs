using System.Numerics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Functions of one fraction.</summary>
static class Functions
{
    const double SeluScale = 1.0507009873554804934, SeluAlpha = 1.6732632423543772848;

    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Exp", "y", call => Fast(call, VectorMath.Exp) ?? Run(call, Math.Exp)),
        Operation.Of("Log", "y", call => Fast(call, VectorMath.Log) ?? Run(call, Math.Log)),
        Operation.Of("Tanh", "y", call => Fast(call, VectorMath.Tanh) ?? Run(call, Math.Tanh)),
        Operation.Of("Sigmoid", "y", call => Fast(call, VectorMath.Sigmoid) ?? Run(call, x => 1 / (1 + Math.Exp(-x)))),
        Operation.Of("Log1p", "y", call => Run(call, LogOnePlus)),
        Operation.Of("Erf", "y", call => Run(call, Erf)),
        Operation.Of("Sqrt", "y", call => Run(call, Math.Sqrt)),
        Operation.Of("Rsqrt", "y", call => Run(call, x => 1 / Math.Sqrt(x))),
        Operation.Of("Floor", "y", call => Run(call, Math.Floor)),
        Operation.Of("Ceil", "y", call => Run(call, Math.Ceiling)),
        Operation.Of("Elu", "activations", call => Run(call, x => x > 0 ? x : ExpMinusOne(x))),
        Operation.Of("Selu", "activations", call => Run(call, x => SeluScale * (x > 0 ? x : SeluAlpha * ExpMinusOne(x)))),
        Operation.Of("Softplus", "activations", call => Run(call, x => x > 0 ? x + LogOnePlus(Math.Exp(-x)) : LogOnePlus(Math.Exp(x)))),
        Operation.Of("Softsign", "activations", call => Run(call, x => x / (1 + Math.Abs(x)))),
        Operation.Of("LeakyRelu", "activations", call => LeakyRelu(call, call.Fraction("alpha", 0.2f))),
    ];

    delegate void Kernel(ReadOnlySpan<float> x, Span<float> y);

    static GraphTensor<float>? Fast(NodeCall call, Kernel kernel)
    {
        if (call[0] is not GraphTensor<float> input)
            return null;

        var output = call.New<float>(input.Shape);
        kernel(input.Span, output.Target);
        return output;
    }

    // Computed in double and rounded once: more exact than the type's own functions, and the same for all three types.
    static RunValue Run(NodeCall call, Func<double, double> function) => call[0] switch
    {
        GraphTensor<float> x => Run(call, x, function),
        GraphTensor<double> x => Run(call, x, function),
        GraphTensor<Half> x => Run(call, x, function),
        var other => throw call.Fail($"its input is a {other}; expected fractions"),
    };

    static GraphTensor<T> Run<T>(NodeCall call, GraphTensor<T> input, Func<double, double> function) where T : unmanaged, INumber<T>
    {
        var output = call.New<T>(input.Shape);
        var x = input.Span;
        var y = output.Target;
        for (var i = 0; i < y.Length; i++)
            y[i] = T.CreateTruncating(function(double.CreateTruncating(x[i])));
        return output;
    }

    static RunValue LeakyRelu(NodeCall call, double alpha) => Run(call, x => x > 0 ? x : alpha * x);

    // ln(1 + x) without the digits that 1 + x loses, as Kahan: the rounding error of u is in both factors.
    static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? (u == 1 ? x : u) : Math.Log(u) * x / (u - 1);
    }

    static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < 1e-5)
            return x + (x * x / 2); // the next term is below what a float32 holds
        return Math.Exp(x) - 1;
    }

    // Its series for small x, 1 minus the continued fraction of erfc for large: both to the last digits of a float32.
    static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(x) || a > 6)
            return double.IsNaN(x) ? x : Math.Sign(x);
        if (a < 2.5)
        {
            var (term, sum) = (x, x);
            for (var n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return sum * 2 / Math.Sqrt(Math.PI);
        }

        var fraction = 0.0;
        for (var n = 60; n > 0; n--)
            fraction = n / 2.0 / (a + fraction);
        return Math.Sign(x) * (1 - (Math.Exp(-a * a) / (Math.Sqrt(Math.PI) * (a + fraction))));
    }
}
