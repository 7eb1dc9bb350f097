using Spam.Train.Data.Preparation.Surveys;

namespace Spam.Train.Data.Preparation;

/// <summary>Which part of a split the rows of the same words belong to: all to one, so that no part knows texts of another.</summary>
/// <remarks>
/// Each group has a rank, drawn from its digest and the seed; the groups of lowest ranks make the first part, up to its share of the rows.
/// So the answer depends neither on the order of the rows nor on which files they stood in.
/// </remarks>
sealed class Partition
{
    readonly ulong _seed;
    readonly bool _stratifies;
    readonly ulong[][] _ends; // for each label, or once: the rank at which each part ends

    /// <summary>Splits groups.</summary>
    public Partition(PreparationOptions options, DigestTable<TextGroup> groups, int numLabels)
    {
        (_seed, _stratifies) = (Mixed((ulong)options.Seed), options.Stratifies);
        _ends = new ulong[_stratifies ? numLabels : 1][];
        if (options.Parts.Count == 0)
        {
            Array.Fill(_ends, []);
            return;
        }

        var sizes = new int[_ends.Length];
        foreach (var (_, group) in groups.All)
            sizes[Stratum(group)]++;
        var ranks = sizes.Select(size => new ulong[size]).ToArray();
        var numRows = sizes.Select(size => new int[size]).ToArray();
        foreach (var (digest, group) in groups.All)
        {
            var stratum = Stratum(group);
            var place = --sizes[stratum];
            (ranks[stratum][place], numRows[stratum][place]) = (Rank(digest), group.NumKept);
        }

        for (var i = 0; i < _ends.Length; i++)
            _ends[i] = Ends(ranks[i], numRows[i], options.Parts);
    }

    /// <summary>The number of the part that a group belongs to; the one after the last is what is left.</summary>
    public int PartOf(Digest words, TextGroup group)
    {
        var ends = _ends[Stratum(group)];
        var rank = Rank(words);
        var part = 0;
        while (part < ends.Length && rank >= ends[part])
            part++;
        return part;
    }

    static ulong[] Ends(ulong[] ranks, int[] numRows, IReadOnlyList<SplitPart> parts)
    {
        Array.Sort(ranks, numRows);
        var total = numRows.Sum(rows => (long)rows);
        var ends = new ulong[parts.Count];
        var (next, taken, wanted) = (0, 0L, 0.0);
        for (var part = 0; part < parts.Count; part++)
        {
            wanted += parts[part].Share * total;
            while (next < ranks.Length && taken + (numRows[next] / 2.0) <= wanted) // a group goes where it makes the smaller fault
                taken += numRows[next++];
            ends[part] = next < ranks.Length ? ranks[next] : ulong.MaxValue;
        }

        return ends;
    }

    int Stratum(TextGroup group) => _stratifies ? group.Labels : 0;

    ulong Rank(Digest digest) => Mixed(digest.High ^ Mixed(digest.Low + _seed));

    // Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014: the finalizer of SplitMix64.
    static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
