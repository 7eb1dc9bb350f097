using System.Text.RegularExpressions;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;

namespace Spam.Tests.Docs;

/// <summary>The commands and the C# of docs/files.md, run as they stand there, but on a few rows and a network of a few weights.</summary>
public sealed partial class FilesTests : IDisposable
{
    const string Document = "docs/files.md", ThisFile = "Spam.Tests/Docs/FilesTests.cs", Command = "dotnet run --project Spam.Train -- ";

    readonly TemporaryFolder _folder = new();

    public FilesTests()
    {
        TinyData.Write(_folder);
        Run($"train --data data.csv {TinyData.Arguments}");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_documents_commands_run_one_after_the_other()
    {
        var commands = CommandsOf(Document);

        Assert.True(commands.Count >= 15);
        Assert.All(commands, command => Run(command.StartsWith("train", StringComparison.Ordinal) ? $"{command} --data data.csv {TinyData.Arguments}" : command));
        Assert.True(File.Exists(_folder["models/spam/1/saved_model.pb"]));
        Assert.True(File.Exists(_folder["artifacts/spam/v3/spam_model.h5"]));
    }

    [Fact]
    public void The_READMEs_two_commands_run()
    {
        var commands = CommandsOf("README.md").Where(command => command.StartsWith("convert", StringComparison.Ordinal) || command.StartsWith("inspect", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, commands.Count);
        Assert.All(commands, Run);
    }

    [Fact]
    public void The_documents_code_is_the_one_that_runs()
    {
        var documents = Code().Match(Text(Document)).Groups["code"].Value;
        var compiled = CompiledCode().Match(Text(ThisFile)).Groups["code"].Value;

        Assert.Equal(Regex.Replace(compiled, "^        |_folder\\[(?<path>\"[^\"]+\")\\]", "${path}", RegexOptions.Multiline), Regex.Replace(documents, " +//[^\n]*", ""));
    }

    [Fact]
    public void What_is_saved_comes_back()
    {
        var model = new Sequential([new InputLayer(2), new Dense(1)], seed: 1);
        model.Compile("adam", "mse");
        model.TrainOnBatch(new Tensor(2, 2), new Tensor(2, 1));

        // doc
        model.Save(_folder["spam.keras"]);
        model.Save(_folder["training.keras"], KerasVersion.Keras2);
        model.SaveWeights(_folder["weights/w"]);
        model.LoadWeights(_folder["weights/w"]);
        var again = KerasModel.Load(_folder["training.keras"]);
        // end

        Assert.Equal(1, again.Optimizer!.Iterations);
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^ +// doc\n(?<code>.*?)^ +// end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CompiledCode();

    static string Text(string path) => File.ReadAllText(Path.Combine(ArchitectureTests.Root, path)).ReplaceLineEndings("\n");

    static List<string> CommandsOf(string document)
        => [.. Text(document).Split('\n').Where(line => line.StartsWith(Command, StringComparison.Ordinal)).Select(line => line[Command.Length..])];

    void Run(string command)
    {
        string[] words = [.. Word().Matches(command).Select(word => word.Value.Trim('"'))];
        var run = CommandLineRun.Of(_folder.Path, words);
        Assert.Equal((command, 0, ""), (command, run.ExitCode, run.Error));
    }

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
