namespace Spam.Train.Data.Preparation;

/// <summary>What is to be made of a data set.</summary>
sealed record PreparationOptions
{
    /// <summary>Which rows are removed.</summary>
    public Duplicates Duplicates { get; init; }

    /// <summary>Whether rows have several labels, with semicolons between, or none.</summary>
    public bool IsMultiLabel { get; init; }

    /// <summary>Whether reports show texts.</summary>
    public bool ShowsTexts { get; init; }

    /// <summary>How many rows of each kind of finding are listed.</summary>
    public int MaxListed { get; init; } = 10;

    /// <summary>The parts besides that for training, each with its share of the rows.</summary>
    public IReadOnlyList<SplitPart> Parts { get; init; } = [];

    /// <summary>Where the random numbers of the split begin.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Whether each label is split for itself.</summary>
    public bool Stratifies { get; init; }

    /// <summary>The CSV file to write, or from which the names of the parts' files are made; null to report only.</summary>
    public string? Out { get; init; }

    /// <summary>Whether files that are there are replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Whether rows that cannot be used are left out of what is written.</summary>
    public bool SkipsBadRows { get; init; }
}

/// <summary>A part of a data set.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Share">The share of the rows that it gets.</param>
sealed record SplitPart(string Name, double Share);
