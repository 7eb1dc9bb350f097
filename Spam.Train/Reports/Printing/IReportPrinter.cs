namespace Spam.Train.Reports.Printing;

/// <summary>Gives reports a form.</summary>
interface IReportPrinter
{
    /// <summary>Writes <paramref name="report"/>.</summary>
    void Print(Report report);
}
