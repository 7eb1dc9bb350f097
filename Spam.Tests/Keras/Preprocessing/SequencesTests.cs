using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class SequencesTests
{
    static readonly int[][] _sequences = [[1, 2, 3], [4], []];

    [Fact]
    public void Short_ones_are_filled_and_long_ones_cut_at_the_front()
        => Near.Equal([2, 3, 0, 4, 0, 0], Sequences.PadSequences(_sequences, 2).Span, tolerance: 0);

    [Fact]
    public void Or_at_the_back()
        => Near.Equal([1, 2, 4, 9, 9, 9], Sequences.PadSequences(_sequences, 2, Side.Post, Side.Post, value: 9).Span, tolerance: 0);

    [Fact]
    public void Numbers_become_what_the_type_holds()
    {
        double[][] numbers = [[1.7, -1.7, 300.5]];

        Near.Equal([1, -1, 300], Sequences.PadSequences(numbers).Span, tolerance: 0);
        Near.Equal([1, -1, 300], Sequences.PadSequences(numbers, dtype: ElementType.Int64).Span, tolerance: 0);
        Near.Equal([1, 255, 44], Sequences.PadSequences(numbers, dtype: ElementType.UInt8).Span, tolerance: 0);
        Near.Equal([1.7f, -1.7f, 300.5f], Sequences.PadSequences(numbers, dtype: ElementType.Float32).Span, tolerance: 0);
    }

    [Fact]
    public void Words_can_be_padded_too()
        => Assert.Equal([["-", "a"], ["b", "c"]], Sequences.PadSequencesOf([["a"], ["b", "c"]], "-"));

    [Fact]
    public void Rows_have_the_length_asked_for_and_keep_their_end()
    {
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            int[][] sequences = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Enumerable.Range(1, random.Next(8)).ToArray())];
            var maxLen = random.Next(1, 8);
            var padding = (Side)random.Next(2);
            var truncating = (Side)random.Next(2);

            var padded = Sequences.PadSequences(sequences, maxLen, padding, truncating);

            Assert.Equal(new Shape(sequences.Length, maxLen), padded.Shape);
            for (var i = 0; i < sequences.Length; i++)
            {
                int[] kept = truncating == Side.Pre ? [.. sequences[i].TakeLast(maxLen)] : [.. sequences[i].Take(maxLen)];
                Assert.Equal(kept, padded.Row(i).ToArray().Where(id => id != 0).Select(id => (int)id));
                Assert.Equal(kept.Length < maxLen, padded.Row(i)[padding == Side.Pre ? 0 : maxLen - 1] == 0);
            }
        }
    }

    [Fact]
    public void Wrong_use_is_answered_with_the_fix()
    {
        AssertRefused("There are no sequences, so there is no longest one. Give maxLen.", () => Sequences.PadSequences(Array.Empty<int[]>()));
        AssertRefused(
            "Sequences cannot be padded to a length of -1. Give a maxLen of 1 or more, or null for the longest.", () => Sequences.PadSequences(_sequences, -1));
        AssertRefused(
            "Keras cannot cut the fronts of sequences down to a length of 0. Give a maxLen of 1 or more, or truncate at the back.",
            () => Sequences.PadSequences(_sequences, 0));
        AssertRefused("The padding side 5 is unknown; give Pre or Post.", () => Sequences.PadSequences(_sequences, 2, padding: (Side)5));
        AssertRefused("The truncating side 5 is unknown; give Pre or Post.", () => Sequences.PadSequences(_sequences, 2, truncating: (Side)5));
        AssertRefused(
            "The element type 9 is unknown; give Int32, Int64, UInt8, Float32.", () => Sequences.PadSequences(_sequences, 2, dtype: (ElementType)9));
        AssertRefused("Sequence 0 is null; give an empty one.", () => Sequences.PadSequences(new int[][] { null! }));
        AssertRefused(
            "A sequence to pad is a single number; give tensors of shape (steps, ...).", () => Sequences.PadSequences(new[] { new Tensor() }));
        AssertRefused(
            "Sequence 1 has steps of shape (3,), but those before it have (2,); give all steps one shape.",
            () => Sequences.PadSequences(new[] { new Tensor(1, 2), new Tensor(1, 3) }));
        AssertRefused(
            "A tensor of shape (3, 2000000000) has more numbers than the 2147483591 that an array can hold.",
            () => Sequences.PadSequences(_sequences, 2_000_000_000));
    }

    static void AssertRefused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<KerasException>(action).Message);
}
