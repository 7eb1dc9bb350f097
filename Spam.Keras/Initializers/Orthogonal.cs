namespace Spam.Keras.Initializers;

/// <summary>Rows or columns, whichever are fewer, that stand at right angles to each other and have the length <c>gain</c>.</summary>
/// <remarks>
/// A weight of more than two axes is a matrix with all axes but the last as rows. Of a matrix of normal numbers (the longer side as rows)
/// the Q of its QR decomposition is taken, each column with the sign that makes R's diagonal positive: then every such matrix is equally likely.<br/>
/// Source: Keras 2.15, keras/src/initializers/initializers.py, Orthogonal. Paper: Saxe, McClelland and Ganguli, 2013.
/// </remarks>
/// <param name="gain">The length of each row or column.</param>
public sealed class Orthogonal(float gain = 1) : Initializer
{
    /// <summary>The length of each row or column.</summary>
    public float Gain => gain;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        if (tensor.Rank < 2)
            throw new KerasException($"Orthogonal got a weight of shape {tensor.Shape}; it needs two axes or more. Choose another initializer for it.");

        var (rows, columns) = (tensor.NumRows, tensor.Shape[^1]);
        var (length, count) = (Math.Max(rows, columns), Math.Min(rows, columns));
        var vectors = OrthonormalVectors(count, length, random);

        var isTall = rows >= columns; // then the vectors are the columns
        for (var row = 0; row < rows; row++)
        {
            var values = tensor.Row(row);
            for (var column = 0; column < columns; column++)
                values[column] = gain * (float)(isTall ? vectors[column][row] : vectors[row][column]);
        }
    }

    // Gram and Schmidt's way gives the Q whose R has a positive diagonal, so no signs are left to turn.
    // Each vector is freed of the ones before it twice: once leaves an error that grows with their number, twice does not (Giraud, Langou, 2005).
    static double[][] OrthonormalVectors(int count, int length, Random random)
    {
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var vector = vectors[i] = new double[length];
            for (var k = 0; k < length; k++)
                vector[k] = RandomNormal.Draw(random);

            for (var time = 0; time < 2; time++)
            {
                for (var j = 0; j < i; j++)
                    AddScaled(-Dot(vectors[j], vector), vectors[j], vector);
            }

            var size = Math.Sqrt(Dot(vector, vector));
            for (var k = 0; k < length; k++)
                vector[k] /= size;
        }

        return vectors;
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }

    static void AddScaled(double scale, double[] x, double[] y)
    {
        for (var k = 0; k < x.Length; k++)
            y[k] += scale * x[k];
    }
}
