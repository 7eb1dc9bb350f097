using System.Numerics;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>One element out of all along some axes.</summary>
static class Reductions
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Sum", "output", Run<Sum>),
        Operation.Of("Mean", "output", Run<Mean>),
        Operation.Of("Prod", "output", Run<Product>),
        Operation.Of("Max", "output", Run<Largest>),
        Operation.Of("Min", "output", Run<Smallest>),
        Operation.Of("All", "output", call => Reduce(call, call.Tensor<bool>(0), row => !row.Contains(false))),
        Operation.Of("Any", "output", call => Reduce(call, call.Tensor<bool>(0), row => row.Contains(true))),
        Operation.Of("ArgMax", "output", ArgMax),
    ];

    interface IReduction
    {
        static abstract T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>;
    }

    delegate T Reduction<T>(ReadOnlySpan<T> row);

    static RunValue Run<T>(NodeCall call) where T : IReduction => ElementTypes.Numbers<Work<T>>(call, 0);

    static GraphTensor<T> Reduce<T>(NodeCall call, GraphTensor<T> input, Reduction<T> reduction)
    {
        var shape = input.Shape;
        var isReduced = new bool[shape.Rank];
        foreach (var axis in call.Ints(1))
            isReduced[call.Axis(axis, shape.Rank)] = true;

        // The axes that stay first, so that what becomes one element is contiguous.
        int[] kept = [.. Enumerable.Range(0, shape.Rank).Where(axis => !isReduced[axis])];
        int[] order = [.. kept, .. Enumerable.Range(0, shape.Rank).Where(axis => isReduced[axis])];
        int[] sizes = call.Flag("keep_dims") ? [.. shape.Select((size, axis) => isReduced[axis] ? 1 : size)] : [.. kept.Select(axis => shape[axis])];
        var output = call.New<T>(sizes);
        var rows = InOrder(call, input, order);
        var width = output.Length == 0 ? 0 : input.Length / output.Length;
        for (var i = 0; i < output.Length; i++)
            output.Target[i] = reduction(rows.Slice(i * width, width));
        return output;
    }

    static ReadOnlySpan<T> InOrder<T>(NodeCall call, GraphTensor<T> input, int[] order)
    {
        if (order.AsSpan().SequenceEqual(Enumerable.Range(0, order.Length).ToArray()))
            return input.Span;

        var strides = View.Strides(input.Shape);
        var turned = call.Scratch<T>(input.Shape.Sizes);
        new View([.. order.Select(axis => input.Shape[axis])], [.. order.Select(axis => strides[axis])]).CopyTo(input.Span, turned);
        return turned;
    }

    static RunValue ArgMax(NodeCall call)
    {
        var places = (GraphTensor<int>)ElementTypes.Numbers<ArgMaxWork>(call, 0);
        if (call.Type("output_type", DataType.DtInt64) == DataType.DtInt32)
            return places;

        var output = call.New<long>(places.Shape);
        for (var i = 0; i < output.Length; i++)
            output.Target[i] = places.Span[i];
        return output;
    }

    readonly struct Work<TReduction> : INumberWork where TReduction : IReduction
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => Reduce(call, input, TReduction.Of);
    }

    // Fractions are summed in double and rounded once.
    readonly struct Sum : IReduction
    {
        public static T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
                return T.CreateTruncating(Wide(row));

            var sum = T.Zero;
            foreach (var value in row)
                sum += value;
            return sum;
        }

        public static double Wide<T>(ReadOnlySpan<T> row) where T : INumber<T>
        {
            var sum = 0.0;
            foreach (var value in row)
                sum += double.CreateTruncating(value);
            return sum;
        }
    }

    readonly struct Mean : IReduction
    {
        public static T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(double))
                return T.CreateTruncating(Sum.Wide(row) / row.Length);
            return row.IsEmpty ? T.Zero : Sum.Of(row) / T.CreateTruncating(row.Length);
        }
    }

    readonly struct Product : IReduction
    {
        public static T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var product = T.One;
            foreach (var value in row)
                product *= value;
            return product;
        }
    }

    readonly struct Largest : IReduction
    {
        public static T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var largest = Least<T>();
            foreach (var value in row)
                largest = T.Max(largest, value);
            return largest;
        }
    }

    readonly struct Smallest : IReduction
    {
        public static T Of<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var smallest = typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) ? -Least<T>() : T.MaxValue;
            foreach (var value in row)
                smallest = T.Min(smallest, value);
            return smallest;
        }
    }

    // Of nothing: minus infinity, where the type has it.
    static T Least<T>() where T : INumber<T>, IMinMaxValue<T>
        => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue;

    readonly struct ArgMaxWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var shape = input.Shape;
            var axis = call.Axis(call.Int(1), shape.Rank);
            var size = shape[axis];
            if (size == 0)
                throw call.Fail($"it looks for the largest along axis {axis} of a {input}, which is empty");

            int[] sizes = [.. shape.Sizes[..axis], .. shape.Sizes[(axis + 1)..]];
            var output = call.Type("output_type", DataType.DtInt64) == DataType.DtInt32 ? call.New<int>(sizes) : new(call.Scratch<int>(sizes), new(sizes));
            var stride = View.Strides(shape)[axis];
            for (var i = 0; i < output.Length; i++)
            {
                var first = (i / stride * size * stride) + (i % stride);
                var best = 0;
                for (var j = 1; j < size; j++)
                {
                    if (input.Span[first + (j * stride)] > input.Span[first + (best * stride)])
                        best = j;
                }

                output.Target[i] = best;
            }

            return output;
        }
    }
}
