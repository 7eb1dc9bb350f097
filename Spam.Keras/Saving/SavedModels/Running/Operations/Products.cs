using System.Numerics;
using System.Runtime.InteropServices;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Matrix products.</summary>
static class Products
{
    const int RowsAtOnce = 256; // between two looks at whether the run is to end
    const int MinRowsToPack = 4, MinColumnsToPack = 8; // below, laying the right-hand side out costs more than it saves

    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("MatMul", "product", call => ElementTypes.Numbers<MatMulWork>(call, 0)),
        Operation.Of("BatchMatMulV2", "output", call => ElementTypes.Numbers<BatchWork>(call, 0)),
    ];

    /// <summary>
    /// <c>c = a·b</c> for row-major a (rows, depth), b (depth, columns), c (rows, columns), which is zeros. Where b is the whole of a value, that is
    /// handed in too: its layout for products may be there already.
    /// </summary>
    public static void Multiply<T>(
        NodeCall call, ReadOnlySpan<T> a, int rows, int depth, ReadOnlySpan<T> b, int columns, Span<T> c, GraphTensor<T>? weight = null) where T : INumber<T>
    {
        if (rows == 0 || depth == 0 || columns == 0)
            return; // c is zeros

        var packed = weight as GraphTensor<float>;
        for (var start = 0; start < rows; start += RowsAtOnce)
        {
            call.Run.ThrowIfCancelled();
            var count = Math.Min(RowsAtOnce, rows - start);
            var part = a.Slice(start * depth, count * depth);
            var target = c.Slice(start * columns, count * columns);
            if (typeof(T) != typeof(float))
                MultiplyPlainly(part, count, depth, b, columns, target);
            else
                packed = Multiply(call, AsFloats(part), count, depth, AsFloats(b), columns, AsFloats(target), packed);
        }
    }

    static GraphTensor<float>? Multiply(
        NodeCall call, ReadOnlySpan<float> a, int rows, int depth, ReadOnlySpan<float> b, int columns, Span<float> c, GraphTensor<float>? weight)
    {
        if (rows >= MinRowsToPack && columns >= MinColumnsToPack)
        {
            weight ??= new(b.ToArray(), new(depth, columns));
            MatMul.Multiply(a, rows, depth, 1, weight.Packed(matrix => Pack(call, matrix)), c, columns);
            return weight;
        }

        for (var row = 0; row < rows; row++)
        {
            var sum = c.Slice(row * columns, columns);
            for (var k = 0; k < depth; k++)
                VectorOps.AddScaled(a[(row * depth) + k], b.Slice(k * columns, columns), sum);
        }

        return weight;
    }

    static PackedMatrix Pack(NodeCall call, GraphTensor<float> matrix)
    {
        call.Run.Check(2L * matrix.Length * sizeof(float)); // at most so much with padding, as there are 8 columns or more
        return PackedMatrix.Pack(matrix.Span, matrix.Shape[0], matrix.Shape[1], matrix.Shape[1]);
    }

    static void MultiplyPlainly<T>(ReadOnlySpan<T> a, int rows, int depth, ReadOnlySpan<T> b, int columns, Span<T> c) where T : INumber<T>
    {
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < depth; k++)
            {
                var scale = a[(row * depth) + k];
                for (var column = 0; column < columns; column++)
                    c[(row * columns) + column] += scale * b[(k * columns) + column];
            }
        }
    }

    static ReadOnlySpan<float> AsFloats<T>(ReadOnlySpan<T> span) => MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<T, float>(ref MemoryMarshal.GetReference(span)), span.Length);

    static Span<float> AsFloats<T>(Span<T> span) => MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<T, float>(ref MemoryMarshal.GetReference(span)), span.Length);

    // The last two axes the other way round, where asked for.
    static GraphTensor<T> Turned<T>(NodeCall call, GraphTensor<T> input, bool isTurned)
    {
        if (!isTurned)
            return input;

        var rank = input.Shape.Rank;
        var (sizes, strides) = (input.Shape.Sizes.ToArray(), View.Strides(input.Shape));
        (sizes[rank - 1], sizes[rank - 2]) = (sizes[rank - 2], sizes[rank - 1]);
        (strides[rank - 1], strides[rank - 2]) = (strides[rank - 2], strides[rank - 1]);
        var turned = call.Scratch<T>(sizes);
        new View(sizes, strides).CopyTo(input.Span, turned);
        return new(turned, new(sizes));
    }

    static KerasException Misfit<T>(NodeCall call, GraphTensor<T> a, GraphTensor<T> b)
        => call.Fail($"it multiplies a {a} with a {b}, whose sizes do not fit");

    readonly struct MatMulWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var right = call.Tensor<T>(1);
            if (input.Shape.Rank != 2 || right.Shape.Rank != 2)
                throw Misfit(call, input, right);

            var (a, b) = (Turned(call, input, call.Flag("transpose_a")), Turned(call, right, call.Flag("transpose_b")));
            if (a.Shape[1] != b.Shape[0])
                throw Misfit(call, input, right);

            var output = call.New<T>(a.Shape[0], b.Shape[1]);
            Multiply(call, a.Span, a.Shape[0], a.Shape[1], b.Span, b.Shape[1], output.Target, b);
            return output;
        }
    }

    readonly struct BatchWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var right = call.Tensor<T>(1);
            if (input.Shape.Rank < 2 || right.Shape.Rank < 2)
                throw Misfit(call, input, right);

            var (a, b) = (Turned(call, input, call.Flag("adj_x")), Turned(call, right, call.Flag("adj_y")));
            var (aBatch, bBatch) = (a.Shape[..^2], b.Shape[..^2]);
            var (rows, depth, columns) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
            var batch = View.Broadcast(aBatch.Sizes, bBatch.Sizes);
            if (batch is null || depth != b.Shape[^2])
                throw Misfit(call, input, right);

            var output = call.New<T>([.. batch.Sizes, rows, columns]);
            if (output.Length == 0)
                return output;

            var (aPlaces, bPlaces) = (Places(aBatch, batch), Places(bBatch, batch));
            for (var i = 0; i < aPlaces.Length; i++)
            {
                Multiply(
                    call, a.Span.Slice(aPlaces[i] * rows * depth, rows * depth), rows, depth,
                    b.Span.Slice(bPlaces[i] * depth * columns, depth * columns), columns, output.Target.Slice(i * rows * columns, rows * columns));
            }

            return output;
        }

        // Which matrix of each side meets in each place of the batch.
        static int[] Places(Shape from, Shape to)
        {
            var places = new int[to.Length];
            new View(to.Sizes.ToArray(), View.Broadcast(from, to)).CopyTo(Enumerable.Range(0, from.Length).ToArray(), places);
            return places;
        }
    }
}
