namespace Spam.Keras.Losses;

/// <summary>Labels of -1 and 1, which hinge losses need.</summary>
static class SignedLabels
{
    /// <summary>Labels that are all 0 or 1 as -1 and 1; others as they are.</summary>
    internal static Tensor Of(Tensor labels)
    {
        foreach (var label in labels.Span)
        {
            if (label is not (0 or 1))
                return labels;
        }

        var signed = new Tensor(labels.Shape);
        for (var i = 0; i < signed.Length; i++)
            signed[i] = 2 * labels[i] - 1;
        return signed;
    }
}
