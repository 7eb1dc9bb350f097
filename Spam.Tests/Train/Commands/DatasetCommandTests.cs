using System.Text.Json;
using Spam.Train.Data;

namespace Spam.Tests.Train.Commands;

public sealed class DatasetCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public DatasetCommandTests()
    {
        _folder.Write("a.csv", "label,text\nham,See you at home\nspam,\"Win, now\"\nham,See you at home\nspam,see YOU at home!\nham,\n");
        _folder.Write("b.jsonl", "{\"label\":\"spam\",\"text\":\"win now\"}\n{\"label\":\"ham\",\"text\":\"line\\nbreak \\\"and\\\" quotes\"}\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_report_counts_labels_lengths_duplicates_and_conflicts_over_all_files()
    {
        var run = Run("dataset a.csv b.jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"Data set: 7 rows{Environment.NewLine}", run.Output);
        AssertLine("  label  rows   share", run);
        AssertLine("  ham       4  0.5714", run);
        AssertLine("  spam      3  0.4286", run);
        AssertLine("  length      min  median  p95  max", run);
        AssertLine("  characters    0      15   23   23", run);
        AssertLine("  words         0       4    4    4", run);
        AssertLine("  empty texts               1", run);
        AssertLine("  exact duplicates          1", run);
        AssertLine("  same words                3, the exact duplicates among them", run);
        AssertLine("  conflicting labels        1", run);
        AssertLine("  rows that cannot be used  0", run);
        Assert.DoesNotContain("See you", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a.csv line 5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_shown_on_request()
        => Assert.Contains("see YOU at home!", Run("dataset a.csv --show-texts").Output, StringComparison.Ordinal);

    [Fact]
    public void Programs_get_the_same_as_JSON()
    {
        var run = Run("dataset a.csv b.jsonl --json --max-listed 1");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(7, root.GetProperty("rows").GetInt32());
        Assert.Equal(4, root.GetProperty("labels").GetProperty("ham").GetInt32());
        Assert.Equal(15, root.GetProperty("characters").GetProperty("median").GetInt32());
        Assert.Equal(3, root.GetProperty("same_words").GetInt32());
        var conflict = Assert.Single(root.GetProperty("listed").GetProperty("conflicting_labels").EnumerateArray());
        Assert.Equal((_folder["a.csv"] + " line 5", "spam"), (conflict.GetProperty("place").GetString(), conflict.GetProperty("label").GetString()));
        Assert.Equal((_folder["a.csv"] + " line 2", "ham"), (conflict.GetProperty("first_place").GetString(), conflict.GetProperty("first_label").GetString()));
        Assert.False(conflict.TryGetProperty("text", out _));
    }

    [Theory]
    [InlineData("", new[] { "See you at home", "Win, now", "See you at home", "see YOU at home!", "", "win now", "line\nbreak \"and\" quotes" })]
    [InlineData("--dedup exact", new[] { "See you at home", "Win, now", "see YOU at home!", "", "win now", "line\nbreak \"and\" quotes" })]
    [InlineData("--dedup words", new[] { "See you at home", "Win, now", "", "line\nbreak \"and\" quotes" })]
    public void Files_of_several_formats_become_one_CSV_file(string options, string[] texts)
    {
        var run = Run($"dataset a.csv b.jsonl --out all.csv {options}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(texts, CsvDataSet.Read(_folder["all.csv"]).Texts);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.partial"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--stratify")]
    [InlineData("--dedup words")]
    public void A_split_keeps_texts_of_the_same_words_together(string options)
    {
        var rows = Enumerable.Range(0, 600).Select(i => $"{(i % 3 == 0 ? "spam" : "ham")},{(i % 2 == 0 ? "Word" : "word")}{i / 4} is here{(i % 4 == 1 ? "!" : "")}\n");
        _folder.Write("many.csv", "label,text\n" + string.Concat(rows));

        var run = Run($"dataset many.csv --out p.csv --split test=0.2,dev=0.1 {options}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var parts = new[] { "train", "test", "dev" }.Select(name => CsvDataSet.Read(_folder[$"p-{name}.csv"])).ToList();
        Assert.Equal(options.Contains("words", StringComparison.Ordinal) ? 150 : 600, parts.Sum(part => part.Count));
        Assert.InRange(parts[1].Count / (double)parts.Sum(part => part.Count), 0.19, 0.21);
        var words = parts.Select(part => part.Texts.Select(text => text.ToLowerInvariant().TrimEnd('!')).ToHashSet()).ToList();
        Assert.False(words[0].Overlaps(words[1]) || words[0].Overlaps(words[2]) || words[1].Overlaps(words[2]));
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_does_not()
    {
        _folder.Write("many.csv", "label,text\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"a,text {i}\n")));

        foreach (var (name, seed) in new[] { ("x", 1), ("y", 1), ("z", 2) })
            Run($"dataset many.csv --out {name}.csv --split test=0.5 --seed {seed}");

        Assert.Equal(File.ReadAllText(_folder["x-test.csv"]), File.ReadAllText(_folder["y-test.csv"]));
        Assert.NotEqual(File.ReadAllText(_folder["x-test.csv"]), File.ReadAllText(_folder["z-test.csv"]));
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_named_and_nothing_is_written()
    {
        _folder.Write("bad.csv", "label,text\nham,a\nham\n,c\nspam,d\n");

        var report = Run("dataset bad.csv");
        var refused = Run("dataset bad.csv --out all.csv");
        var written = Run("dataset bad.csv --out good.csv --skip-bad-rows");

        Assert.Equal((1, ""), (report.ExitCode, report.Error));
        Assert.Contains("bad.csv line 3  the row has 1 field, but the header has 2", report.Output, StringComparison.Ordinal);
        Assert.Contains("bad.csv line 4  the label is empty.", report.Output, StringComparison.Ordinal);
        Assert.Contains("2 (form 1, label 1)", report.Output, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("Error: Nothing was written, as there are rows that cannot be used.", refused.Error);
        Assert.False(File.Exists(_folder["all.csv"]));
        Assert.Equal(0, written.ExitCode);
        Assert.Equal(["a", "d"], CsvDataSet.Read(_folder["good.csv"]).Texts);
    }

    [Fact]
    public void Several_labels_are_counted_apart_and_carried_through()
    {
        _folder.Write("many.txt", "__label__a __label__b x\n__label__b y\n");
        _folder.Write("none.jsonl", "{\"text\":\"z\",\"label\":[]}\n{\"text\":\"X!\",\"label\":[\"b\",\"a\"]}\n");

        var run = Run("dataset many.txt none.jsonl --multi-label --out all.csv");

        AssertLine("  label  rows   share  all", run);
        AssertLine("  a         2  0.5000    2", run);
        AssertLine("  b         3  0.7500    3", run);
        AssertLine("  rows without a label      1", run);
        AssertLine("  conflicting labels        0", run);
        Assert.Equal("label,text\na;b,x\nb,y\n,z\nb;a,X!\n", File.ReadAllText(_folder["all.csv"]));
    }

    [Theory]
    [InlineData("dataset a.csv --out b.csv", "b.csv is there already. Choose another name with --out, or replace it with --overwrite.")]
    [InlineData("dataset a.csv --out a.csv --overwrite", "a.csv is read, so it is not written. Choose another name with --out.")]
    [InlineData("dataset none.csv", "none.csv does not exist. Name a file of texts, or a folder with a folder for each label.")]
    [InlineData("dataset a.csv --text-column body", "a.csv has no column 'body'; its columns are 'label', 'text'. Name the right one with --text-column.")]
    [InlineData("dataset a.csv --from folder", "a.csv is a file; for --from folder a folder is needed.")]
    public void What_cannot_be_done_is_told(string words, string message)
    {
        _folder.Write("b.csv", "as it was");

        var run = Run(words);

        Assert.EndsWith($"{message}{Environment.NewLine}", run.Error);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("as it was", File.ReadAllText(_folder["b.csv"]));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_on_request()
    {
        _folder.Write("all.csv", "old");

        Run("dataset b.jsonl --out all.csv --overwrite");

        Assert.Equal(2, CsvDataSet.Read(_folder["all.csv"]).Count);
    }

    [Fact]
    public void The_format_can_be_forced()
    {
        _folder.Write("x.csv", "ham\tsaid \"go\nother\tto, be\n");

        Run("dataset x.csv --from sms --out all.csv");

        Assert.Equal("label,text\nham,\"said \"\"go\"\nother,\"to, be\"\n", File.ReadAllText(_folder["all.csv"]));
    }

    [Fact]
    public void Without_a_path_it_is_the_bundled_data()
        => Assert.StartsWith("Data set: 2697 rows", CommandLineRun.Of(AppContext.BaseDirectory, "dataset").Output);

    [Fact]
    public async Task A_file_larger_than_the_memory_is_cleaned_and_split()
    {
        const int HeapMegabytes = 32;
        var line = string.Concat(Enumerable.Range(0, 60).Select(i => $"word{i} "));
        using (var writer = new StreamWriter(_folder["large.txt"]))
        {
            for (var i = 0; i < 60_000; i++) // 400 bytes each, in pairs of the same words
                await writer.WriteLineAsync($"__label__{(i % 4 < 2 ? "ham" : "spam")} {i / 2}{(i % 2 == 0 ? "" : "!")} {line}");
        }

        for (var i = 0; i < 3; i++)
            File.Copy(_folder["large.txt"], _folder[$"copy{i}.txt"]);
        await using var process = TrainProcess.Start(
            _folder.Path, ["dataset", "large.txt", "copy0.txt", "copy1.txt", "copy2.txt", "--dedup", "words", "--split", "test=0.1", "--out", "out.csv"], HeapMegabytes);

        process.Input.Close();
        var output = await process.Output.ReadToEndAsync();
        var (exitCode, error) = await process.EndAsync();

        Assert.True(4 * new FileInfo(_folder["large.txt"]).Length > 3L * HeapMegabytes << 20);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("Data set: 240000 rows", output);
        Assert.Equal((27_001, 3_001), (File.ReadLines(_folder["out-train.csv"]).Count(), File.ReadLines(_folder["out-test.csv"]).Count()));
    }

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);

    static void AssertLine(string line, CommandLineRun run) => Assert.Contains(line, run.Output.Split('\n').Select(one => one.TrimEnd()));
}
