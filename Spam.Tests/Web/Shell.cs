using System.Diagnostics;

namespace Spam.Tests.Web;

/// <summary>Runs lines that documentation shows.</summary>
static class Shell
{
    /// <summary>What a line prints; it must succeed.</summary>
    public static async Task<string> RunAsync(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true })!; // a program is named: there is a process
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, line);
        return output;
    }
}
