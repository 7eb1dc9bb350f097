namespace Spam.Bench.Report;

/// <summary>How long a report takes over each figure.</summary>
/// <param name="Tries">How often a thing is measured; the best counts.</param>
/// <param name="SecondsATry">How long it is repeated in one try.</param>
/// <param name="IsQuick">Whether sizes are cut down too, so that all is done in under a minute.</param>
sealed record ReportSize(int Tries, double SecondsATry, bool IsQuick)
{
    public static ReportSize Full { get; } = new(20, 0.05, IsQuick: false);

    public static ReportSize Quick { get; } = new(3, 0.01, IsQuick: true);
}
