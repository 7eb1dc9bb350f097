using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Functions of one number of any type, and changes of type.</summary>
static class Elements
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Abs", "y", Run<Absolute>),
        Operation.Of("Neg", "y", Run<Negative>),
        Operation.Of("Sign", "y", Run<Sign>),
        Operation.Of("Square", "y", Run<Square>),
        Operation.Of("Relu", "activations", Run<Relu>),
        Operation.Of("Relu6", "activations", Run<Relu6>),
        Operation.Of("Cast", "y", call => call[0] is GraphTensor<bool> x ? FromBool(call, x) : ElementTypes.Numbers<CastWork>(call, 0)),
        Operation.Of("ClipByValue", "output", call => ElementTypes.Numbers<ClipWork>(call, 0)),
        Operation.Of("Cumsum", "out", call => ElementTypes.Numbers<CumulativeSumWork>(call, 0)),
    ];

    interface IFunction
    {
        static abstract T Of<T>(T x) where T : INumber<T>;
    }

    static RunValue Run<T>(NodeCall call) where T : IFunction => ElementTypes.Numbers<Work<T>>(call, 0);

    static RunValue FromBool(NodeCall call, GraphTensor<bool> input)
    {
        var numbers = new GraphTensor<byte>(call.Scratch<byte>(input.Shape.Sizes), input.Shape);
        for (var i = 0; i < numbers.Length; i++)
            numbers.Target[i] = input.Span[i] ? (byte)1 : (byte)0;
        return CastWork.Of(call, numbers);
    }

    readonly struct Work<TFunction> : INumberWork where TFunction : IFunction
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var output = call.New<T>(input.Shape);
            var x = input.Span;
            var y = output.Target;
            for (var i = 0; i < y.Length; i++)
                y[i] = TFunction.Of(x[i]);
            return output;
        }
    }

    readonly struct Absolute : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => T.Abs(x);
    }

    readonly struct Negative : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => -x;
    }

    readonly struct Sign : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => T.IsNaN(x) ? x : x > T.Zero ? T.One : x < T.Zero ? T.Zero - T.One : T.Zero;
    }

    readonly struct Square : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => x * x;
    }

    readonly struct Relu : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => T.Max(x, T.Zero);
    }

    readonly struct Relu6 : IFunction
    {
        public static T Of<T>(T x) where T : INumber<T> => T.Min(T.Max(x, T.Zero), T.CreateTruncating(6));
    }

    readonly struct CastWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => call.Type("DstT", input.Type) switch
            {
                var type when type == input.Type && call[0] is GraphTensor<T> same => same,
                Protos.DataType.DtFloat => To<T, float>(call, input),
                Protos.DataType.DtDouble => To<T, double>(call, input),
                Protos.DataType.DtHalf => To<T, Half>(call, input),
                Protos.DataType.DtInt8 => To<T, sbyte>(call, input),
                Protos.DataType.DtInt16 => To<T, short>(call, input),
                Protos.DataType.DtInt32 => To<T, int>(call, input),
                Protos.DataType.DtInt64 => To<T, long>(call, input),
                Protos.DataType.DtUint8 => To<T, byte>(call, input),
                Protos.DataType.DtUint16 => To<T, ushort>(call, input),
                Protos.DataType.DtUint32 => To<T, uint>(call, input),
                Protos.DataType.DtUint64 => To<T, ulong>(call, input),
                Protos.DataType.DtBool => ToBool(call, input),
                var type => throw call.Fail($"it turns numbers into {ElementTypes.NameOf(type)}, which is not computed with"),
            };

        // Fractions lose what is after the point, whole numbers their high bits.
        static GraphTensor<TOut> To<TIn, TOut>(NodeCall call, GraphTensor<TIn> input)
            where TIn : unmanaged, INumber<TIn> where TOut : unmanaged, INumber<TOut>
        {
            var output = call.New<TOut>(input.Shape);
            var x = input.Span;
            var y = output.Target;
            for (var i = 0; i < y.Length; i++)
                y[i] = TOut.CreateTruncating(x[i]);
            return output;
        }

        static GraphTensor<bool> ToBool<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>
        {
            var output = call.New<bool>(input.Shape);
            for (var i = 0; i < output.Length; i++)
                output.Target[i] = input.Span[i] != T.Zero;
            return output;
        }
    }

    readonly struct ClipWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (low, high) = (call.Tensor<T>(1), call.Tensor<T>(2));
            if ((low.Length != 1 && !low.Shape.Equals(input.Shape)) || (high.Length != 1 && !high.Shape.Equals(input.Shape)))
                throw call.Fail($"its bounds are a {low} and a {high}; expected one number, or the shape of {input}");

            var output = call.New<T>(input.Shape);
            for (var i = 0; i < output.Length; i++)
                output.Target[i] = T.Max(low.Span[low.Length == 1 ? 0 : i], T.Min(high.Span[high.Length == 1 ? 0 : i], input.Span[i]));
            return output;
        }
    }

    readonly struct CumulativeSumWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var axis = call.Axis(call.Int(1), input.Shape.Rank);
            var (isExclusive, isReverse) = (call.Flag("exclusive"), call.Flag("reverse"));
            var output = call.New<T>(input.Shape);
            var (steps, stride) = (input.Shape[axis], View.Strides(input.Shape)[axis]);
            if (input.Length == 0)
                return output;

            for (var outer = 0; outer < input.Length; outer += steps * stride)
            {
                for (var inner = outer; inner < outer + stride; inner++)
                {
                    var sum = T.Zero;
                    for (var step = 0; step < steps; step++)
                    {
                        var place = inner + ((isReverse ? steps - 1 - step : step) * stride);
                        var next = sum + input.Span[place];
                        output.Target[place] = isExclusive ? sum : next;
                        sum = next;
                    }
                }
            }

            return output;
        }
    }
}
