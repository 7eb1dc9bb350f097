namespace Spam.Bench;

/// <summary>Where the golden files are.</summary>
static class GoldenFolder
{
    /// <summary>The folder of the file formats: below the one that <c>SPAM_GOLDENS</c> names, or in the repository above the program.</summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("SPAM_GOLDENS") is { Length: > 0 } named)
            return Path.Combine(named, "formats");

        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var formats = Path.Combine(folder, "Spam.Tests", "Goldens", "formats");
            if (Directory.Exists(formats))
                return formats;
        }

        throw new DirectoryNotFoundException("Spam.Tests/Goldens/formats is not above the program. Name the folder of all golden data in SPAM_GOLDENS.");
    }
}
