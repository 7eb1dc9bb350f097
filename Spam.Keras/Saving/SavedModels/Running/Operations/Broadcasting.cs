namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Two values, element by element; an axis of size 1 meets every element of the other's, and missing axes count as such.</summary>
static class Broadcasting
{
    /// <summary>What one element makes of two.</summary>
    internal interface IFunction<TIn, TOut>
    {
        /// <summary>The result.</summary>
        static abstract TOut Of(TIn x, TIn y);
    }

    /// <summary>Applies <typeparamref name="TFunction"/> to each pair.</summary>
    /// <exception cref="KerasException">The shapes do not fit.</exception>
    public static GraphTensor<TOut> Combine<TIn, TOut, TFunction>(NodeCall call, GraphTensor<TIn> x, GraphTensor<TIn> y)
        where TFunction : IFunction<TIn, TOut>
    {
        var shape = View.Broadcast(x.Shape.Sizes, y.Shape.Sizes)
            ?? throw call.Fail($"its inputs {x} and {y} do not fit: sizes are equal, or one of them is 1");
        var output = call.New<TOut>(shape);
        var z = output.Target;
        if (z.IsEmpty)
            return output;

        var xs = x.Span;
        var ys = y.Span;
        if (x.Length == z.Length && y.Length == z.Length)
        {
            Row<TIn, TOut, TFunction>(xs, 1, ys, 1, z);
            return output;
        }

        var width = shape.Rank == 0 ? 1 : shape[^1];
        var (xStrides, yStrides) = (View.Broadcast(x.Shape, shape), View.Broadcast(y.Shape, shape));
        var (xView, yView) = (new View(shape.Sizes.ToArray(), xStrides), new View(shape.Sizes.ToArray(), yStrides));
        var (xIndex, yIndex) = (new int[Math.Max(shape.Rank - 1, 0)], new int[Math.Max(shape.Rank - 1, 0)]);
        var (xPlace, yPlace) = (0, 0);
        for (var start = 0; start < z.Length; start += width)
        {
            Row<TIn, TOut, TFunction>(xs[xPlace..], xStrides[^1], ys[yPlace..], yStrides[^1], z.Slice(start, width));
            (xPlace, yPlace) = (xView.Next(xIndex, xPlace), yView.Next(yIndex, yPlace));
        }

        return output;
    }

    // Steps are 1, or 0 where one element meets the whole row.
    static void Row<TIn, TOut, TFunction>(ReadOnlySpan<TIn> x, int xStep, ReadOnlySpan<TIn> y, int yStep, Span<TOut> z)
        where TFunction : IFunction<TIn, TOut>
    {
        if (xStep == 1 && yStep == 1)
        {
            x = x[..z.Length];
            y = y[..z.Length];
            for (var i = 0; i < z.Length; i++)
                z[i] = TFunction.Of(x[i], y[i]);
        }
        else if (yStep == 0)
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = TFunction.Of(x[i * xStep], y[0]);
        }
        else
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = TFunction.Of(x[i * xStep], y[i * yStep]);
        }
    }
}
