namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>How many texts have which length.</summary>
sealed class LengthCounts
{
    readonly Dictionary<int, long> _counts = [];
    long _count;

    /// <summary>Counts a text.</summary>
    public void Add(int length)
    {
        _counts[length] = _counts.GetValueOrDefault(length) + 1;
        _count++;
    }

    /// <summary>The shortest, the median, the 95th percentile and the longest; zeros where there is no text.</summary>
    public LengthFigures Figures => _count == 0 ? new(0, 0, 0, 0) : new(At(0), At(0.5), At(0.95), At(1));

    // The shortest length that so many texts do not exceed.
    int At(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * _count));
        foreach (var (length, count) in _counts.OrderBy(pair => pair.Key))
        {
            wanted -= count;
            if (wanted <= 0)
                return length;
        }

        return _counts.Keys.Max();
    }
}

/// <summary>Lengths of texts.</summary>
/// <param name="Shortest">The shortest.</param>
/// <param name="Median">Half of the texts are not longer.</param>
/// <param name="Percentile95">95 in 100 are not longer.</param>
/// <param name="Longest">The longest.</param>
sealed record LengthFigures(int Shortest, int Median, int Percentile95, int Longest);
