using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Spam.Tests.Docs;

/// <summary>The scripts of docs/bulk.md are whole: Python's own parser and the shell's read them.</summary>
public partial class BulkTests
{
    [GeneratedRegex(@"```(\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [SkippableTheory]
    [InlineData("python", "python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())")]
    [InlineData("sh", "sh", "-n", "-s")]
    public async Task Scripts_are_parsed_by_their_language(string language, string program, params string[] arguments)
    {
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(ArchitectureTests.Root, "docs/bulk.md"))).Where(match => match.Groups[1].Value == language).ToList();
        Assert.NotEmpty(blocks);

        foreach (var block in blocks)
        {
            using var process = Start(program, arguments);
            Skip.If(process is null, $"{program} is not installed.");
            await process.StandardInput.WriteAsync(block.Groups[2].Value);
            process.StandardInput.Close();
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal(("", 0), (error, process.ExitCode));
        }
    }

    static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
