namespace Spam.Keras.Regularizers;

/// <summary>Adds the mean size of the cosines between a matrix's rows (or columns), times a factor.</summary>
/// <remarks>
/// With the rows (or columns) brought to length one, <c>G = U Uᵀ</c>: <c>factor · ½ Σ|G off its diagonal| / (n (n - 1) / 2)</c>.<br/>
/// Source: Keras 2.15, keras/src/regularizers.py, OrthogonalRegularizer.
/// </remarks>
public sealed class OrthogonalRegularizer : Regularizer
{
    const float Epsilon = 1e-12f; // TensorFlow's l2_normalize: below it a square sum is taken for it

    /// <summary>With Keras's options.</summary>
    /// <param name="factor">What the mean cosine is multiplied by.</param>
    /// <param name="mode">Rows or columns.</param>
    public OrthogonalRegularizer(float factor = .01f, OrthogonalMode mode = OrthogonalMode.Rows)
    {
        if (!(factor >= 0 && float.IsFinite(factor)))
            throw new KerasException($"OrthogonalRegularizer got factor: {factor}; expected a finite number of 0 or above.");

        Factor = factor;
        Mode = mode;
    }

    /// <summary>What the mean cosine is multiplied by.</summary>
    public float Factor { get; }

    /// <summary>Rows or columns.</summary>
    public OrthogonalMode Mode { get; }

    /// <inheritdoc/>
    public override float Penalty(Tensor tensor)
    {
        var (units, _) = Units(tensor);
        var sum = 0f;
        for (var a = 0; a < units.Length; a++)
        {
            for (var b = 0; b < units.Length; b++)
                sum += a == b ? 0 : MathF.Abs(Dot(units[a], units[b]));
        }

        return Factor * 0.5f * sum / NumPairs(units.Length);
    }

    /// <inheritdoc/>
    public override void AddGradient(Tensor tensor, Tensor gradient, float scale = 1)
    {
        // dU = factor / pairs · S U with S the signs of G off its diagonal; then through the normalization: dw = (dU - u (u · dU)) / |w|.
        var (units, lengths) = Units(tensor);
        var step = scale * Factor / NumPairs(units.Length);
        for (var a = 0; a < units.Length; a++)
        {
            var unitGradient = new float[units[a].Length];
            for (var b = 0; b < units.Length; b++)
            {
                var sign = a == b ? 0 : MathF.Sign(Dot(units[a], units[b]));
                for (var k = 0; k < unitGradient.Length; k++)
                    unitGradient[k] += step * sign * units[b][k];
            }

            var along = Dot(units[a], unitGradient);
            for (var k = 0; k < unitGradient.Length; k++)
                gradient[Position(tensor, a, k)] += (unitGradient[k] - units[a][k] * along) / lengths[a];
        }
    }

    static float NumPairs(int count) => Math.Max(1, count * (count - 1) / 2f);

    int Position(Tensor tensor, int vector, int k) => Mode == OrthogonalMode.Rows ? vector * tensor.Shape[1] + k : k * tensor.Shape[1] + vector;

    (float[][] Units, float[] Lengths) Units(Tensor tensor)
    {
        if (tensor.Rank != 2)
            throw new KerasException($"OrthogonalRegularizer got a weight of shape {tensor.Shape}; it reads matrices only. Choose another regularizer for it.");

        var isByRows = Mode == OrthogonalMode.Rows;
        var (count, size) = isByRows ? (tensor.Shape[0], tensor.Shape[1]) : (tensor.Shape[1], tensor.Shape[0]);
        var (units, lengths) = (new float[count][], new float[count]);
        for (var a = 0; a < count; a++)
        {
            units[a] = new float[size];
            for (var k = 0; k < size; k++)
                units[a][k] = tensor[Position(tensor, a, k)];
            lengths[a] = MathF.Sqrt(MathF.Max(Dot(units[a], units[a]), Epsilon));
            for (var k = 0; k < size; k++)
                units[a][k] /= lengths[a];
        }

        return (units, lengths);
    }

    static float Dot(float[] a, float[] b)
    {
        var sum = 0f;
        for (var k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }
}
