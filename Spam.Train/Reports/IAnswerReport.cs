namespace Spam.Train.Reports;

/// <summary>How well answers fit the truth.</summary>
interface IAnswerReport
{
    /// <summary>For each label, in order.</summary>
    IReadOnlyList<LabelScores> Scores { get; }

    /// <summary>The share of rows whose answer is right as a whole.</summary>
    double Accuracy { get; }

    /// <summary>The same where every row gets the commonest answer.</summary>
    double MajorityBaseline { get; }

    /// <summary>What else sums it up, by the names of the manifest.</summary>
    IReadOnlyList<(string Name, double Value)> Summary { get; }

    /// <summary>As tables and facts.</summary>
    Report ToReport();
}
