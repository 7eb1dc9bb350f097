using System.Diagnostics;

namespace Spam.Tests;

/// <summary>
/// Programs and npm packages that only tests use. A test skips, with the reason, where one is absent; where <c>CI=true</c> says that it should be there,
/// that is a failure.
/// </summary>
static class OutsideTool
{
    /// <summary>The folder of the scripts and packages for Node.js.</summary>
    public static string Folder { get; } = Path.Combine(Web.Repository.Root, "Spam.Tests", "Tools");

    /// <summary>Skips the test where <paramref name="program"/> is not installed.</summary>
    public static void SkipWithout(string program)
        => SkipIf(PathOf(program) is null, $"{program} is not installed");

    /// <summary>Skips the test where Node.js or one of its packages is not installed.</summary>
    public static void SkipWithoutNode(params IReadOnlyList<string> packages)
    {
        SkipWithout("node");
        foreach (var package in packages)
            SkipIf(!Directory.Exists(Path.Combine(Folder, "node_modules", package)), $"The package {package} is absent: npm ci --prefix Spam.Tests/Tools");
    }

    /// <summary>Skips the test for that reason.</summary>
    public static void SkipIf(bool missing, string reason)
    {
        Assert.False(missing && Environment.GetEnvironmentVariable("CI") == "true", reason);
        Skip.If(missing, reason);
    }

    /// <summary>Where a program of the search path is; null where it is not installed.</summary>
    public static string? PathOf(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, program), Path.Combine(folder, $"{program}.exe"), Path.Combine(folder, $"{program}.cmd")])
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program in the folder of the tools to its end.</summary>
    /// <returns>Its exit code, and what it wrote to each stream.</returns>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params IEnumerable<string> arguments)
        => RunInAsync(Folder, program, arguments);

    /// <summary>Runs a program in a folder to its end.</summary>
    /// <returns>Its exit code, and what it wrote to each stream.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunInAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start)!; // a program is named: there is a process
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
