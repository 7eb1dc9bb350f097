using System.Runtime.InteropServices;
using Spam.Keras.Kernels.Randomness;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>Masks that are drawn for each step, a bit a number: as factors they would be larger than all that they mask.</summary>
sealed class BitMasks : MaskBank
{
    const int WordsOfNumber = sizeof(float) / sizeof(ushort);

    readonly Tensor _bits; // words of 16 bits, in a buffer of the pass
    readonly float _kept;

    /// <summary>Draws masks of these sizes.</summary>
    /// <param name="random">Where they are drawn from.</param>
    /// <param name="rate">The part that is dropped.</param>
    /// <param name="numSteps">How many steps have a mask of their own.</param>
    /// <param name="numGates">How many gates have a mask of their own.</param>
    /// <param name="batch">How many rows a mask has.</param>
    /// <param name="width">How many numbers a row has.</param>
    /// <param name="pass">Where the buffer comes from.</param>
    public BitMasks(Random random, float rate, int numSteps, int numGates, int batch, int width, Pass pass) : base(numSteps, numGates, batch, width)
    {
        _kept = 1 / (1 - rate);
        var numWords = numSteps * numGates * batch * DropoutBits.WordsOf(width);
        _bits = pass.Rent((numWords + WordsOfNumber - 1) / WordsOfNumber);
        DropoutBits.Draw(random, rate, Words[..numWords]);
    }

    Span<ushort> Words => MemoryMarshal.Cast<float, ushort>(_bits.Span);

    public override void Multiply(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y)
    {
        var words = Words;
        var wordsOfRow = DropoutBits.WordsOf(Width);
        var place = PlaceOf(step, gate, row) * wordsOfRow;
        for (var start = 0; start < x.Length; start += Width, place += wordsOfRow)
            DropoutBits.Multiply(words.Slice(place, wordsOfRow), _kept, x.Slice(start, Width), y.Slice(start, Width));
    }

    public override void AddProduct(int step, int gate, int row, ReadOnlySpan<float> x, Span<float> y)
    {
        var words = Words;
        var wordsOfRow = DropoutBits.WordsOf(Width);
        var place = PlaceOf(step, gate, row) * wordsOfRow;
        for (var start = 0; start < x.Length; start += Width, place += wordsOfRow)
            DropoutBits.AddProduct(words.Slice(place, wordsOfRow), _kept, x.Slice(start, Width), y.Slice(start, Width));
    }
}
