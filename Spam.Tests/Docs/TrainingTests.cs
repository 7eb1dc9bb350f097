using System.Text.RegularExpressions;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.Training;
using Spam.Train.Kinds;

namespace Spam.Tests.Docs;

/// <summary>The commands and tables of docs/training.md: the commands run as they stand there, but on a few rows and for an epoch.</summary>
public sealed partial class TrainingTests : IDisposable
{
    const string Command = "dotnet run --project Spam.Train -- ";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_documents_commands_run_one_after_the_other()
    {
        string[] tickets = ["billing", "delivery", "technical", "account", "feedback"];
        TinyData.Write(_folder);
        _folder.Write("training/dataset/spam-messages.csv", File.ReadAllText(_folder["data.csv"]));
        _folder.Write("training/dataset/support-tickets.csv", "label,text\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{tickets[i % 5]},about {tickets[i % 5]} {i}\n")));
        _folder.Write("several.csv", Block("csv") + string.Concat(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? $"billing,paid {i}\n" : $"technical;billing,broken and paid {i}\n")));
        _folder.Write("tickets.json", Block("json"));
        _folder.Write("network.json", new Sequential([new Embedding(2000, 4, inputLength: 100), new GlobalAveragePooling1D(), new Dense(2, "softmax")]).ToJson());
        var commands = Text().Split('\n').Where(line => line.StartsWith(Command, StringComparison.Ordinal)).Select(line => line[Command.Length..]).ToList();

        Assert.True(commands.Count >= 11);
        foreach (var command in commands)
        {
            var words = command.StartsWith("train", StringComparison.Ordinal) && !command.Contains("--epochs", StringComparison.Ordinal) && !command.Contains("/v2/", StringComparison.Ordinal)
                ? $"{command} --epochs 1"
                : command;
            var run = CommandLineRun.Of(_folder.Path, [.. Word().Matches(words).Select(word => word.Value.Trim('"'))]);
            Assert.Equal((command, 0, ""), (command, run.ExitCode, run.Error));
        }

        Assert.Equal(AIModel.Load(_folder["artifacts/tickets/v2"]).ContentHash, AIModel.Load(_folder["artifacts/tickets/v3"]).ContentHash);
    }

    [Fact]
    public void The_tables_name_each_kind_and_what_is_tried()
    {
        var text = Text();

        foreach (var kind in ModelKinds.All)
        {
            Assert.Contains($"| `{kind.Name}` |", text, StringComparison.Ordinal);
            var space = string.Join("; ", kind.SearchSpace.Select(axis => $"{axis.Setting} {string.Join(", ", axis.Values)}"));
            Assert.Contains($"| `{kind.Name}` | {space} |", text, StringComparison.Ordinal);
        }
    }

    static string Text() => File.ReadAllText(Path.Combine(ArchitectureTests.Root, "docs", "training.md")).ReplaceLineEndings("\n");

    static string Block(string language) => Regex.Match(Text(), $"^```{language}\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups["code"].Value;

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
