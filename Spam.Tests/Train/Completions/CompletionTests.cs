using System.Diagnostics;
using Spam.Tests.Train.Commands;

namespace Spam.Tests.Train.Completions;

public sealed class CompletionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("spam-train ", "train predict explain evaluate dataset convert inspect completion")]
    [InlineData("spam-train ev", "evaluate")]
    [InlineData("spam-train train --resu", "--resume")]
    [InlineData("spam-train --tens", "--tensorboard")] // train is the default
    [InlineData("spam-train train --model bi", "bilstm")]
    [InlineData("spam-train train --model bag", "bag-of-words")]
    [InlineData("spam-train train --model net", "network.json")]
    [InlineData("spam-train --model tr", "transformer")]
    [InlineData("spam-train train --format ", "saved_model keras h5")]
    [InlineData("spam-train train --format = ke", "keras")]
    [InlineData("spam-train train --epochs ", "")]
    [InlineData("spam-train train --data my", "my texts.csv")]
    [InlineData("spam-train dataset my", "my texts.csv")]
    [InlineData("spam-train dataset --from fa", "fasttext")]
    [InlineData("spam-train convert --keras ", "2 3 both")]
    [InlineData("spam-train predict --qu", "--quiet")]
    [InlineData("spam-train completion f", "fish")]
    public async Task Bash_completes_commands_options_values_and_files(string typed, string words)
    {
        Skip.IfNot(IsThere("bash"), "There is no bash here.");
        _folder.Write("my texts.csv", "");
        _folder.Write("network.json", "");
        var script = _folder.Write("completion", CommandLineRun.Of(_folder.Path, "completion bash").Output);
        var typedWords = typed.Split(' ');
        var test = $"""
            source "$1"
            COMP_WORDS=({string.Join(' ', typedWords.Select(word => $"'{word}'"))})
            COMP_CWORD={typedWords.Length - 1}
            _spam_train
            printf '%s\n' "$(IFS='|'; echo "${"{COMPREPLY[*]}"}")"
            complete -p spam-train
            """;

        var (exitCode, output) = await Run("bash", "-c", test, "bash", script);

        Assert.Equal(0, exitCode);
        var lines = output.Split('\n');
        Assert.Equal(words is "my texts.csv" ? words : words.Replace(' ', '|'), lines[0]);
        Assert.Contains("-F _spam_train", lines[1], StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("bash", "-n")]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "--no-execute")]
    public async Task Each_script_is_one_of_its_shell(string shell, string parse)
    {
        Skip.IfNot(IsThere(shell), $"There is no {shell} here.");
        var script = _folder.Write("completion", CommandLineRun.Of(_folder.Path, $"completion {shell}").Output);

        var (exitCode, output) = await Run(shell, parse, script);

        Assert.Equal((0, ""), (exitCode, output));
    }

    [SkippableFact]
    public async Task PowerShell_completes()
    {
        Skip.IfNot(IsThere("pwsh"), "There is no pwsh here.");
        var script = _folder.Write("completion.ps1", CommandLineRun.Of(_folder.Path, "completion pwsh").Output);

        var (exitCode, output) = await Run(
            "pwsh", "-NoProfile", "-Command", $". '{script}'; (TabExpansion2 'spam-train train --model bi' 27).CompletionMatches.CompletionText; (TabExpansion2 'spam-train ev' 13).CompletionMatches.CompletionText");

        Assert.Equal((0, "bilstm\nevaluate"), (exitCode, output.ReplaceLineEndings("\n").Trim()));
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish"), InlineData("pwsh")]
    public void All_commands_options_and_values_are_in_each_script(string shell)
    {
        var run = CommandLineRun.Of(_folder.Path, $"completion {shell}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var dashes = shell == "fish" ? "-l " : "--";
        foreach (var word in (string[])[$"{dashes}resume", $"{dashes}quiet", $"{dashes}stratify", "bag-of-words", "saved_model", "fasttext", "per-sequence", "inspect"])
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("file.json", run.Output, StringComparison.Ordinal);
    }

    static bool IsThere(string shell) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)));

    async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!; // a program is named
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
