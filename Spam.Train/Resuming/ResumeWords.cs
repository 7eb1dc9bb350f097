using System.CommandLine;

namespace Spam.Train.Resuming;

/// <summary>A command line as it has to be typed again.</summary>
static class ResumeWords
{
    /// <summary>The same command line with one option more.</summary>
    public static string Of(ParseResult typed, string option)
        => string.Join(' ', ["dotnet run --project Spam.Train --", .. typed.Tokens.Select(token => token.Value).Where(word => word != option).Select(Quoted), option]);

    /// <summary>A word that a shell takes as one word.</summary>
    public static string Quoted(string word)
        => word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "-_./:,=+%@\\".Contains(letter, StringComparison.Ordinal)) && (OperatingSystem.IsWindows() || !word.Contains('\\')) ? word
            : OperatingSystem.IsWindows() ? $"\"{word}\""
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
