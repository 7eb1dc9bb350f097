using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Spam.Keras.Preprocessing;

/// <summary>Keras's functions from a text to words and to hashed ids.</summary>
/// <remarks>Source: Keras 2.15, keras/preprocessing/text.py.</remarks>
public static class TextPreprocessing
{
    /// <summary>The characters that Keras filters out when nothing is said. The apostrophe is not among them.</summary>
    public const string DefaultFilters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /// <summary>The text that stands between words when nothing is said: one space.</summary>
    public const string DefaultSplit = " ";

    /// <summary>
    /// The words of <paramref name="text"/>: lowered whole, each filtered character replaced by <paramref name="split"/>, cut at it, empty
    /// pieces dropped.
    /// </summary>
    /// <exception cref="KerasException">The split text is empty.</exception>
    public static string[] TextToWordSequence(
        string text, string filters = DefaultFilters, bool lower = true, string split = DefaultSplit)
    {
        ArgumentNullException.ThrowIfNull(text);

        var words = new List<string>();
        foreach (var word in SplitterFor(filters, lower, split).Words(text))
            words.Add(word.ToString());
        return [.. words];
    }

    /// <summary>
    /// An id from 1 to <paramref name="n"/> - 1 for each word: its MD5 digest, as a number of 128 bits, modulo n - 1, plus 1.
    /// </summary>
    /// <remarks>Keras's <c>hash_function="md5"</c>. Different words may get one id. A lone surrogate is hashed as U+FFFD.</remarks>
    /// <exception cref="KerasException"><paramref name="n"/> is below 2, or the split text is empty.</exception>
    public static int[] HashingTrick(
        string text, int n, string filters = DefaultFilters, bool lower = true, string split = DefaultSplit)
        => Hashed(text, n, (word, numIds) => (int)(Md5(word) % (UInt128)numIds), filters, lower, split);

    /// <summary>An id from 1 to <paramref name="n"/> - 1 for each word: <paramref name="hash"/> of it modulo n - 1, plus 1.</summary>
    /// <remarks>The remainder of a negative hash counts as Python's, from 0 up.</remarks>
    /// <exception cref="KerasException"><paramref name="n"/> is below 2, or the split text is empty.</exception>
    public static int[] HashingTrick(
        string text, int n, Func<string, long> hash, string filters = DefaultFilters, bool lower = true, string split = DefaultSplit)
    {
        ArgumentNullException.ThrowIfNull(hash);

        return Hashed(text, n, (word, numIds) => (int)(((hash(word) % numIds) + numIds) % numIds), filters, lower, split);
    }

    /// <summary>
    /// Keras's <c>one_hot</c>, which gives ids, not vectors:
    /// <see cref="HashingTrick(string, int, Func{string, long}, string, bool, string)"/>.
    /// </summary>
    /// <remarks>
    /// Python hashes texts with a salt that changes from run to run, so Keras's own ids cannot be had again; only their range is the same.
    /// </remarks>
    /// <exception cref="KerasException"><paramref name="n"/> is below 2, or the split text is empty.</exception>
    public static int[] OneHot(
        string text, int n, Func<string, long> hash, string filters = DefaultFilters, bool lower = true, string split = DefaultSplit)
        => HashingTrick(text, n, hash, filters, lower, split);

    static int[] Hashed(string text, int n, Func<string, int, int> remainder, string filters, bool lower, string split)
    {
        if (n < 2)
            throw new KerasException($"Hashing got n = {n}, but ids run from 1 to n - 1. Give an n of at least 2.");

        return Array.ConvertAll(TextToWordSequence(text, filters, lower, split), word => remainder(word, n - 1) + 1);
    }

    [SuppressMessage("Security", "CA5351", Justification = "Keras hashes words with MD5; nothing secret depends on it.")]
    static UInt128 Md5(string word)
        => BinaryPrimitives.ReadUInt128BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(word)));

    static WordSplitter SplitterFor(string filters, bool lower, string split)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(split);

        return lower && filters == DefaultFilters && split == DefaultSplit ? WordSplitter.Default : new(filters, lower, split);
    }
}
