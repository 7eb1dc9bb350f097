using Spam.Keras;

namespace Spam.Tests.Keras.Models;

/// <summary>Small texts of ids with labels, for tests of models.</summary>
static class TextSamples
{
    /// <summary>Texts of six ids from 0 to 8, always the same.</summary>
    public static Tensor Words(int count)
    {
        var random = new Random(3);
        var words = new Tensor(count, 6);
        foreach (ref var word in words.Span)
            word = random.Next(9);
        return words;
    }

    /// <summary>Labels of two classes by turns, one-hot.</summary>
    public static Tensor Labels(int count)
    {
        var labels = new Tensor(count, 2);
        for (var row = 0; row < count; row++)
            labels.Row(row)[row % 2] = 1;
        return labels;
    }
}
