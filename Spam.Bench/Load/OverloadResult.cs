namespace Spam.Bench.Load;

/// <summary>What became of calls that came faster than they could be answered.</summary>
/// <param name="Rate">Calls a second.</param>
/// <param name="Accepted">Calls that were answered.</param>
/// <param name="Refused">Calls that were told to come later.</param>
/// <param name="Others">Calls that met anything else.</param>
/// <param name="AcceptedP99">Within how many milliseconds 99 % of those answered were.</param>
/// <param name="Recovery">How many milliseconds after the last call all was well again.</param>
sealed record OverloadResult(int Rate, int Accepted, int Refused, int Others, double AcceptedP99, double Recovery);
