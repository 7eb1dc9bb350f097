using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Tests.Keras.Kernels.Products;

public class MatMulTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 7, 16 }, { 2, 3, 48 }, { 7, 5, 47 }, { 8, 1, 49 }, { 9, 16, 64 }, { 16, 196, 196 }, { 17, 33, 97 }, { 100, 20, 31 }, { 3, 0, 5 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_product_has_the_bits_of_the_plain_loop(int rows, int depth, int columns)
    {
        var random = new Random((rows * 1000) + (depth * 100) + columns);
        var (a, b) = (Numbers(random, rows * depth), Numbers(random, depth * columns));
        var (expected, actual) = (new float[rows * columns], new float[rows * columns]);

        Reference.Multiply(a, b, expected, rows, depth, columns);
        MatMul.Multiply(a, rows, depth, 1, PackedMatrix.Pack(b, depth, columns, columns), actual, columns);

        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_bias_is_what_each_row_starts_from(int rows, int depth, int columns)
    {
        var random = new Random(1);
        var (a, b, bias) = (Numbers(random, rows * depth), Numbers(random, depth * columns), Numbers(random, columns));
        var packed = PackedMatrix.Pack(b, depth, columns, columns);
        var (expected, actual) = (new float[rows * columns], new float[rows * columns]);
        for (var row = 0; row < rows; row++)
            bias.CopyTo(expected, row * columns);

        MatMul.Multiply(a, rows, depth, 1, packed, expected, columns, accumulate: true);
        MatMul.Multiply(a, rows, depth, 1, packed, actual, columns, initial: bias);

        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_transposed_left_side_gives_the_same_bits(int rows, int depth, int columns)
    {
        var random = new Random(2);
        var (a, b) = (Numbers(random, rows * depth), Numbers(random, depth * columns));
        var transposed = new float[a.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < depth; k++)
                transposed[(k * rows) + row] = a[(row * depth) + k];
        }

        var (expected, actual) = (new float[rows * columns], new float[rows * columns]);
        MatMul.Multiply(a, rows, depth, 1, PackedMatrix.Pack(b, depth, columns, columns), expected, columns, accumulate: true);
        MatMul.AddTransposedProduct(transposed, rows, b, columns, columns, depth, actual, columns);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_sum_over_many_samples_is_in_one_order()
    {
        const int Depth = 1000; // several slices
        var random = new Random(3);
        var (a, b) = (Numbers(random, Depth * 9), Numbers(random, Depth * 20));
        var (expected, actual) = (new float[9 * 20], new float[9 * 20]);
        for (var k = 0; k < Depth; k++)
        {
            for (var row = 0; row < 9; row++)
                Reference.AddScaled(a[(k * 9) + row], b.AsSpan(k * 20, 20), expected.AsSpan(row * 20, 20));
        }

        MatMul.AddTransposedProduct(a, 9, b, 20, 20, Depth, actual, 20);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_packed_transpose_is_the_transpose()
    {
        var random = new Random(4);
        var (a, b) = (Numbers(random, 5 * 6), Numbers(random, 6 * 70));
        var transposed = new float[b.Length];
        for (var row = 0; row < 6; row++)
        {
            for (var column = 0; column < 70; column++)
                transposed[(column * 6) + row] = b[(row * 70) + column];
        }

        var (expected, actual) = (new float[5 * 70], new float[5 * 70]);
        MatMul.Multiply(a, 5, 6, 1, PackedMatrix.Pack(b, 6, 70, 70), expected, 70);
        MatMul.Multiply(a, 5, 6, 1, PackedMatrix.PackTransposed(transposed, 6, 70, 6), actual, 70);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Rows_that_would_reach_over_the_end_are_refused()
    {
        var b = PackedMatrix.Pack(new float[12], 3, 4, 4);

        Assert.Throws<ArgumentException>(() => MatMul.Multiply(new float[5], 2, 3, 1, b, new float[8], 4));
        Assert.Throws<ArgumentException>(() => MatMul.Multiply(new float[6], 2, 3, 1, b, new float[7], 4));
    }

    static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }
}
