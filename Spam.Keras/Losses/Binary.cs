namespace Spam.Keras.Losses;

/// <summary>The cross-entropy of one yes-or-no question and its slope, on a probability or a logit.</summary>
static class Binary
{
    const float Epsilon = 1e-7f;

    internal static float Value(float t, float prediction, bool fromLogits, Dialect dialect)
    {
        if (fromLogits)
            return MathF.Max(prediction, 0) - prediction * t + Logarithm.OfOnePlus(MathF.Exp(-MathF.Abs(prediction)));

        var p = Math.Clamp(prediction, Epsilon, 1 - Epsilon);
        var added = dialect == Dialect.Keras2 ? Epsilon : 0;
        return -(t * MathF.Log(p + added) + (1 - t) * MathF.Log(1 - p + added));
    }

    internal static float Slope(float t, float prediction, bool fromLogits, Dialect dialect)
    {
        if (fromLogits)
            return 1 / (1 + MathF.Exp(-prediction)) - t;
        if (prediction is not (>= Epsilon and <= 1 - Epsilon)) // the clip is flat there
            return 0;

        var added = dialect == Dialect.Keras2 ? Epsilon : 0;
        return (1 - t) / (1 - prediction + added) - t / (prediction + added);
    }
}
