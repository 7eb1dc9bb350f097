namespace Spam.Web.Configuration.Reading;

/// <summary>Settings that cannot be used. The message lists every problem.</summary>
sealed class SettingsException(IReadOnlyList<string> problems)
    : StartException($"The settings have {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:\n"
        + string.Concat(problems.Select(problem => $"  {problem}\n"))
        + "Settings are environment variables, or lines of a file .env in this folder; .env.sample explains each.")
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Problems => problems;
}
