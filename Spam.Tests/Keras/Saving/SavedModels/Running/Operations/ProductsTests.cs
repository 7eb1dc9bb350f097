using Spam.Keras.Kernels;
using Spam.Keras.Saving.SavedModels.Running;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ProductsTests
{
    [Fact]
    public void Matrices_are_multiplied()
    {
        var (a, b) = (Floats([2, 3], 1, 2, 3, 4, 5, 6), Floats([3, 2], 1, 0, 0, 1, 1, 1));

        Gives(Floats([2, 2], 4, 5, 10, 11), "MatMul", [a, b]);
        Gives(Floats([3, 3], 17, 22, 27, 22, 29, 36, 27, 36, 45), "MatMul", [a, a], ("transpose_a", Of(true)));
        Gives(Floats([2, 2], 14, 32, 32, 77), "MatMul", [a, a], ("transpose_b", Of(true)));
        Gives(Ints([1, 1], 11), "MatMul", [Ints([1, 2], 1, 2), Ints([2, 1], 3, 4)]);
        Gives(Floats([2, 0]), "MatMul", [a, Floats([3, 0])]);
        Gives(Floats([1, 2], 0, 0), "MatMul", [Floats([1, 0]), Floats([0, 2])]);
        Assert.Contains("it multiplies a float32 (2, 3) with a float32 (2, 3)", Refused("MatMul", [a, a]), StringComparison.Ordinal);
    }

    [Theory, InlineData(1, 7, 9), InlineData(300, 33, 50), InlineData(5, 40, 3)]
    public void Large_products_are_those_of_the_plain_loop(int rows, int depth, int columns)
    {
        var random = new Random(1);
        var (a, b, expected) = (Numbers(random, rows, depth), Numbers(random, depth, columns), new float[rows * columns]);
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < depth; k++)
                VectorOps.AddScaled(a.Span[(row * depth) + k], b.Span.Slice(k * columns, columns), expected.AsSpan(row * columns, columns));
        }

        Gives(Floats([rows, columns], expected), "MatMul", [a, b]);
        Gives(Floats([rows, columns], expected), "Einsum", [a, b], ("equation", Of("ab,bc->ac")));
    }

    [Fact]
    public void Batches_of_matrices_are_multiplied_and_repeated()
    {
        var (a, b) = (Floats([2, 1, 2], 1, 2, 3, 4), Floats([2, 1], 10, 1));

        Gives(Floats([2, 1, 1], 12, 34), "BatchMatMulV2", [a, b]);
        Gives(Floats([2, 1, 1], 5, 25), "BatchMatMulV2", [a, a], ("adj_y", Of(true)));
        Gives(Floats([2, 2, 2], 1, 2, 2, 4, 9, 12, 12, 16), "BatchMatMulV2", [a, a], ("adj_x", Of(true)));
        Gives(Floats([2, 2, 1, 1], 1, 3, 2, 6), "BatchMatMulV2", [Floats([2, 1, 1, 1], 1, 2), Floats([2, 1, 1], 1, 3)]);
        Assert.Contains("whose sizes do not fit", Refused("BatchMatMulV2", [a, Floats([3, 2, 1], 1, 2, 3, 4, 5, 6)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab,bc->ac", new[] { 2, 2 }, new[] { 19f, 22, 43, 50 })]
    [InlineData("ab,bc->ca", new[] { 2, 2 }, new[] { 19f, 43, 22, 50 })]
    [InlineData("ab,ab->ab", new[] { 2, 2 }, new[] { 5f, 12, 21, 32 })]
    [InlineData("ab,ab->a", new[] { 2 }, new[] { 17f, 53 })]
    [InlineData("ab,cd->", new int[0], new[] { 260f })]
    [InlineData("ab,cb->ac", new[] { 2, 2 }, new[] { 17f, 23, 39, 53 })]
    [InlineData("...a,ab->...b", new[] { 2, 2 }, new[] { 19f, 22, 43, 50 })]
    [InlineData("aa,ab->ab", new[] { 2, 2 }, new[] { 5f, 6, 28, 32 })]
    [InlineData("a...,b...->ab...", new[] { 2, 2, 2 }, new[] { 5f, 12, 7, 16, 15, 24, 21, 32 })]
    public void Sums_over_named_axes(string equation, int[] shape, float[] expected)
        => Gives(Floats(shape, expected), "Einsum", [Floats([2, 2], 1, 2, 3, 4), Floats([2, 2], 5, 6, 7, 8)], ("equation", Of(equation)));

    [Theory]
    [InlineData("ab->ba", new[] { 3, 2 }, new[] { 1f, 4, 2, 5, 3, 6 })]
    [InlineData("ab->b", new[] { 3 }, new[] { 5f, 7, 9 })]
    [InlineData("ab->", new int[0], new[] { 21f })]
    [InlineData("...b->b...", new[] { 3, 2 }, new[] { 1f, 4, 2, 5, 3, 6 })]
    public void Sums_within_one_tensor(string equation, int[] shape, float[] expected)
        => Gives(Floats(shape, expected), "Einsum", [Floats([2, 3], 1, 2, 3, 4, 5, 6)], ("equation", Of(equation)));

    [Theory]
    [InlineData("ab,bc")]
    [InlineData("ab->ac")]
    [InlineData("ab,bc->aa")]
    [InlineData("ab,bc->ad")]
    [InlineData("abc,bc->a")]
    [InlineData("a1,1c->ac")]
    [InlineData("......,ab->a")]
    [InlineData("")]
    public void Damaged_equations_are_refused(string equation)
        => Assert.Contains("its equation is", Refused("Einsum", [Floats([1, 2], 1, 2), Floats([2, 1], 1, 2)], ("equation", Of(equation))), StringComparison.Ordinal);

    static GraphTensor<float> Numbers(Random random, int rows, int columns)
        => Floats([rows, columns], [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)]);
}
