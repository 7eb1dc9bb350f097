using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Numbers out of two numbers.</summary>
static class Arithmetic
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Add", "z", Run<Add>),
        Operation.Of("AddV2", "z", Run<Add>),
        Operation.Of("Sub", "z", Run<Subtract>),
        Operation.Of("Mul", "z", Run<Multiply>),
        Operation.Of("RealDiv", "z", Run<Divide>),
        Operation.Of("FloorDiv", "z", Run<FloorDivide>),
        Operation.Of("Pow", "z", Run<Power>),
        Operation.Of("Maximum", "z", Run<Largest>),
        Operation.Of("Minimum", "z", Run<Smallest>),
        Operation.Of("SquaredDifference", "z", Run<SquaredDifference>),
        Operation.Of("BiasAdd", "output", call => ElementTypes.Numbers<BiasWork>(call, 0)),
        Operation.Of("AddN", "sum", call => ElementTypes.Numbers<SumWork>(call, 0)),
    ];

    interface IArithmetic
    {
        static abstract T Of<T>(T x, T y) where T : INumber<T>;
    }

    static RunValue Run<T>(NodeCall call) where T : IArithmetic => ElementTypes.Numbers<Work<T>>(call, 0);

    readonly struct Work<TOperation> : INumberWork where TOperation : IArithmetic
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => Broadcasting.Combine<T, T, Function<TOperation, T>>(call, input, call.Tensor<T>(1));
    }

    readonly struct Function<TOperation, T> : Broadcasting.IFunction<T, T> where TOperation : IArithmetic where T : INumber<T>
    {
        public static T Of(T x, T y) => TOperation.Of(x, y);
    }

    readonly struct Add : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => x + y;
    }

    readonly struct Subtract : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => x - y;
    }

    readonly struct Multiply : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => x * y;
    }

    readonly struct Divide : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => x / y;
    }

    readonly struct FloorDivide : IArithmetic
    {
        // C# cuts towards zero; a floor is one less where that went up.
        public static T Of<T>(T x, T y) where T : INumber<T>
        {
            var quotient = x / y;
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half))
                return T.CreateTruncating(Math.Floor(double.CreateTruncating(quotient)));
            return quotient * y != x && T.IsNegative(x) != T.IsNegative(y) ? quotient - T.One : quotient;
        }
    }

    readonly struct Power : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T>
            => T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(y)));
    }

    readonly struct Largest : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => T.Max(x, y);
    }

    readonly struct Smallest : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => T.Min(x, y);
    }

    readonly struct SquaredDifference : IArithmetic
    {
        public static T Of<T>(T x, T y) where T : INumber<T> => (x - y) * (x - y);
    }

    readonly struct BiasWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var bias = call.Tensor<T>(1);
            var isChannelsFirst = call.Text("data_format", "NHWC") == "NCHW";
            var axis = isChannelsFirst ? 1 : input.Shape.Rank - 1;
            if (input.Shape.Rank < 2 || bias.Shape.Rank != 1 || bias.Length != input.Shape[axis])
                throw call.Fail($"its bias is a {bias}; expected one number for each of the channels of {input}");

            var ones = new int[input.Shape.Rank - axis]; // the channels' axis, then ones
            Array.Fill(ones, 1);
            ones[0] = bias.Length;
            return Broadcasting.Combine<T, T, Function<Add, T>>(call, input, new(bias.Values, new(ones)));
        }
    }

    readonly struct SumWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var sum = call.New<T>(input.Shape);
            for (var i = 0; i < call.Inputs.Length; i++)
            {
                var part = call.Tensor<T>(i);
                if (!part.Shape.Equals(input.Shape))
                    throw call.Fail($"it adds a {part} to a {input}; the shapes are to be equal");
                for (var j = 0; j < sum.Length; j++)
                    sum.Target[j] += part.Span[j];
            }

            return sum;
        }
    }
}
