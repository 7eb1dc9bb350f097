using System.Numerics;
using Google.Protobuf;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Yes or no out of two elements.</summary>
static class Comparisons
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Less", "z", Run<Less>),
        Operation.Of("LessEqual", "z", Run<LessEqual>),
        Operation.Of("Greater", "z", Run<Greater>),
        Operation.Of("GreaterEqual", "z", Run<GreaterEqual>),
        Operation.Of("Equal", "z", call => Same<Equal>(call)),
        Operation.Of("NotEqual", "z", call => Same<NotEqual>(call)),
        Operation.Of("LogicalAnd", "z", call => Broadcasting.Combine<bool, bool, And>(call, call.Tensor<bool>(0), call.Tensor<bool>(1))),
        Operation.Of("LogicalOr", "z", call => Broadcasting.Combine<bool, bool, Or>(call, call.Tensor<bool>(0), call.Tensor<bool>(1))),
        Operation.Of("LogicalNot", "y", Not),
    ];

    interface IComparison
    {
        static abstract bool Of<T>(T x, T y) where T : INumber<T>;
    }

    interface ISameness
    {
        static abstract bool Of(bool areEqual);
    }

    static RunValue Run<T>(NodeCall call) where T : IComparison => ElementTypes.Numbers<Work<T>>(call, 0);

    static RunValue Same<T>(NodeCall call) where T : ISameness => ElementTypes.Any<SameWork<T>>(call, 0);

    static GraphTensor<bool> Not(NodeCall call)
    {
        var input = call.Tensor<bool>(0);
        var output = call.New<bool>(input.Shape);
        for (var i = 0; i < output.Length; i++)
            output.Target[i] = !input.Span[i];
        return output;
    }

    readonly struct Work<TOperation> : INumberWork where TOperation : IComparison
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => Broadcasting.Combine<T, bool, Function<TOperation, T>>(call, input, call.Tensor<T>(1));
    }

    readonly struct Function<TOperation, T> : Broadcasting.IFunction<T, bool> where TOperation : IComparison where T : INumber<T>
    {
        public static bool Of(T x, T y) => TOperation.Of(x, y);
    }

    readonly struct SameWork<TOperation> : IElementWork where TOperation : ISameness
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var other = call.Tensor<T>(1);
            var doFit = View.Broadcast(input.Shape.Sizes, other.Shape.Sizes) is not null;
            return !doFit && !call.Flag("incompatible_shape_error", otherwise: true)
                ? Constants.Filled(call, [], TOperation.Of(areEqual: false))
                : Broadcasting.Combine<T, bool, SameFunction<TOperation, T>>(call, input, other);
        }
    }

    // Operators and not Equals, which calls two NaN equal.
    readonly struct SameFunction<TOperation, T> : Broadcasting.IFunction<T, bool> where TOperation : ISameness
    {
        public static bool Of(T x, T y)
            => TOperation.Of(x switch
            {
                float number => number == (float)(object)y!, // of the same type; boxing goes when this is compiled
                double number => number == (double)(object)y!,
                Half number => number == (Half)(object)y!,
                ByteString text => text == (ByteString)(object)y!,
                _ => EqualityComparer<T>.Default.Equals(x, y),
            });
    }

    readonly struct Less : IComparison
    {
        public static bool Of<T>(T x, T y) where T : INumber<T> => x < y;
    }

    readonly struct LessEqual : IComparison
    {
        public static bool Of<T>(T x, T y) where T : INumber<T> => x <= y;
    }

    readonly struct Greater : IComparison
    {
        public static bool Of<T>(T x, T y) where T : INumber<T> => x > y;
    }

    readonly struct GreaterEqual : IComparison
    {
        public static bool Of<T>(T x, T y) where T : INumber<T> => x >= y;
    }

    readonly struct Equal : ISameness
    {
        public static bool Of(bool areEqual) => areEqual;
    }

    readonly struct NotEqual : ISameness
    {
        public static bool Of(bool areEqual) => !areEqual;
    }

    readonly struct And : Broadcasting.IFunction<bool, bool>
    {
        public static bool Of(bool x, bool y) => x && y;
    }

    readonly struct Or : Broadcasting.IFunction<bool, bool>
    {
        public static bool Of(bool x, bool y) => x || y;
    }
}
