using System.Diagnostics;
using System.Text.RegularExpressions;
using Spam.Tests.Web;

namespace Spam.Tests.Docs;

/// <summary>Each block of docs/tutorial.md, in order, in a folder that has only the data: as typed, but that programs are not built again and the port is a free one.</summary>
public sealed partial class TutorialTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly List<Process> _servers = [];

    [GeneratedRegex("^```sh\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Address();

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Dispose();
    }

    [SkippableFact]
    public async Task Its_blocks_do_what_it_says()
    {
        OutsideTool.SkipWithout("bash");
        OutsideTool.SkipWithout("curl");
        var document = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tutorial.md"))).ReplaceLineEndings("\n");
        var blocks = Block().Matches(document).Select(block => block.Groups["lines"].Value).ToList();
        Directory.CreateSymbolicLink(_folder["training"], Path.Combine(Repository.Root, "training"));

        var outputs = new List<string>();
        string? port = null;
        foreach (var block in blocks)
        {
            if (block.Contains("Spam.Web", StringComparison.Ordinal))
                port = await ServeAsync(block);
            else
                outputs.Add(await RunAsync(block, port));
        }

        Assert.Equal(8, outputs.Count);
        Assert.Contains("artifacts/spam/v1", outputs[0], StringComparison.Ordinal);
        Assert.Contains("spam", outputs[1], StringComparison.Ordinal);
        Assert.Contains("report.html", outputs[2], StringComparison.Ordinal);
        Assert.Contains("800 rows", outputs[3], StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["tickets-test.csv"]));
        Assert.Contains("artifacts/tickets/v1", outputs[4], StringComparison.Ordinal);
        Assert.Equal(4, outputs[5].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(outputs[5].Split('\n', StringSplitOptions.RemoveEmptyEntries), answer => Assert.DoesNotContain("\"detail\"", answer, StringComparison.Ordinal));
        Assert.Contains("artifacts/tickets/v2", outputs[6], StringComparison.Ordinal);
        Assert.Contains("\"from_cache\":false", outputs[7], StringComparison.Ordinal);
    }

    async Task<string> RunAsync(string block, string? port)
    {
        // The service looks for new versions every second here, and is asked until it has found one.
        var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith("curl ", StringComparison.Ordinal)
                ? $"curl --fail --retry 60 --retry-delay 1 --retry-all-errors{line.Replace("localhost:8000", $"127.0.0.1:{port}", StringComparison.Ordinal)[4..]}; echo"
                : line);
        var (exitCode, output, error) = await OutsideTool.RunInAsync(_folder.Path, "bash", "-ec", $"{Programs()}\n{string.Join('\n', lines)}");
        Assert.True(exitCode == 0, block + output + error);
        return output;
    }

    async Task<string> ServeAsync(string block)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{Programs()}\n{block}"]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("PORT", "0"), ("MODEL_POLL_SECONDS", "1"), ("STORE_TIMEOUT_MS", "30000")])
            start.Environment[name] = value;
        var server = Process.Start(start)!; // a program is named: there is a process
        _servers.Add(server);
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } address)
                return address.Groups["port"].Value;
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }

    // What was built with the tests stands for `dotnet run --project X --`.
    static string Programs()
        => $$"""
            dotnet() {
              if [ "$1" = run ]; then
                local program=$3; shift 3; [ "${1:-}" != -- ] || shift
                command dotnet "{{AppContext.BaseDirectory}}$program.dll" "$@"
              else
                command dotnet "$@"
              fi
            }
            """;
}
