using Spam.Keras.Activations;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Attending;

/// <summary>How each query meets each key in additive attention: <c>score = Σ factor · tanh(scale · (query + key))</c>.</summary>
/// <remarks>Shapes: query (batch, queries, dim), key (batch, keys, dim), factors (dim), scores (batch, 1, queries, keys).</remarks>
static class TanhScores
{
    /// <summary>The scores.</summary>
    public static void Forward(Tensor query, Tensor key, ReadOnlySpan<float> factors, float scale, Tensor scores)
    {
        var (queries, keys) = (query.Shape[1], key.Shape[1]);
        var values = new float[factors.Length];
        for (var row = 0; row < query.NumRows; row++)
        {
            var target = scores.Row(row);
            for (var column = 0; column < keys; column++)
            {
                Tanh(query.Row(row), key.Row((row / queries * keys) + column), scale, values);
                target[column] = Rows.Dot(factors, values);
            }
        }
    }

    /// <summary>Adds to the gradients of query, key and factors, and gives that of the scale.</summary>
    public static float Backward(
        Tensor query, Tensor key, ReadOnlySpan<float> factors, float scale, Tensor scoreGradients, Tensor queryGradients, Tensor keyGradients,
        Span<float> factorGradients)
    {
        var (queries, keys) = (query.Shape[1], key.Shape[1]);
        var (values, slopes, scaleGradient) = (new float[factors.Length], new float[factors.Length], 0f);
        for (var row = 0; row < query.NumRows; row++)
        {
            for (var column = 0; column < keys; column++)
            {
                var keyRow = (row / queries * keys) + column;
                var gradient = scoreGradients.Row(row)[column];
                Tanh(query.Row(row), key.Row(keyRow), scale, values);
                VectorOps.AddScaled(gradient, values, factorGradients);
                for (var i = 0; i < values.Length; i++)
                    slopes[i] = gradient * factors[i] * (1 - (values[i] * values[i]));
                scaleGradient += Rows.Dot(slopes, query.Row(row)) + Rows.Dot(slopes, key.Row(keyRow));
                VectorOps.AddScaled(scale, slopes, queryGradients.Row(row));
                VectorOps.AddScaled(scale, slopes, keyGradients.Row(keyRow));
            }
        }

        return scaleGradient;
    }

    static void Tanh(ReadOnlySpan<float> query, ReadOnlySpan<float> key, float scale, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = scale * (query[i] + key[i]);
        VectorMath.Tanh(values, values);
    }
}
