using System.Text;
using Spam.Tests.Model;

namespace Spam.Tests.Train.Commands;

/// <summary><c>predict --jsonl</c> as a process: what a pipe sees.</summary>
public sealed class PredictLinesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public PredictLinesTests() => TinyModel.Write(_folder["model"], TinyModel.Metadata("ham", "spam"), width: 2);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_line_is_answered_before_the_next_is_sent_and_bad_ones_end_with_one()
    {
        await using var process = Start("--threads", "2");

        await process.Input.WriteAsync("{\"id\":1,\"text\":\"free prize\"}\n");
        await process.Input.FlushAsync();
        var first = await process.Output.ReadLineAsync();
        await process.Input.WriteAsync("{\"id\":2}\n");
        await process.Input.FlushAsync();
        var second = await process.Output.ReadLineAsync();
        process.Input.Close();
        var (exitCode, error) = await process.EndAsync();

        Assert.StartsWith("{\"id\":1,\"text\":\"free prize\",\"scores\":{\"ham\":", first);
        Assert.Equal("{\"id\":2,\"line\":2,\"error\":\"no field 'text'; another one is named with --text-field\"}", second);
        Assert.StartsWith("2 lines, 1 bad (the first is line 2: no field 'text'; another one is named with --text-field), in ", error);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task Bad_lines_may_be_allowed()
    {
        await using var process = Start("--allow-bad-lines");

        await process.Input.WriteAsync("x\n");
        process.Input.Close();
        var answer = await process.Output.ReadToEndAsync();
        var (exitCode, _) = await process.EndAsync();

        Assert.Equal(("{\"line\":1,\"error\":\"not whole JSON, from column 1 on\"}\n", 0), (answer, exitCode));
    }

    [Fact]
    public async Task A_stream_larger_than_the_memory_is_scored()
    {
        const int Lines = 1_000_000;
        const int HeapMegabytes = 48; // the input has twice as much
        await using var process = TrainProcess.Start(_folder.Path, ["predict", "--model", "model", "--jsonl"], HeapMegabytes);
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $$"""{"id":{{i,3}},"text":"free prize call now","more":"a field that is carried along as it came, to be a little longer"}""" + "\n")));

        var answers = Task.Run(() => CountLines(process.Output.BaseStream));
        for (var i = 0; i < Lines / 1000; i++)
            await process.Input.BaseStream.WriteAsync(block);
        process.Input.Close();
        var numAnswers = await answers;
        var (exitCode, error) = await process.EndAsync();

        Assert.True(block.Length * 1000L > 2L * HeapMegabytes << 20);
        Assert.Equal((0, Lines), (exitCode, numAnswers));
        Assert.StartsWith("1000000 lines, none bad, in ", error);
    }

    [Fact]
    public async Task A_reader_that_goes_ends_it_quietly_although_more_could_be_read()
    {
        await using var process = Start();

        await process.Input.WriteAsync("{\"text\":\"a\"}\n");
        await process.Input.FlushAsync();
        await process.Output.ReadLineAsync();
        process.Output.Close();
        await process.Input.WriteAsync("{\"text\":\"b\"}\n");
        await process.Input.FlushAsync();
        var (exitCode, error) = await process.EndAsync();

        Assert.StartsWith("1 line, none bad", error);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_after_a_whole_line()
    {
        await using var process = Start();

        await process.Input.WriteAsync("{\"text\":\"a\"}\n");
        await process.Input.FlushAsync();
        var line = await process.Output.ReadLineAsync();
        process.Interrupt();
        var (exitCode, error) = await process.EndAsync();

        Assert.EndsWith("}", line);
        Assert.StartsWith("Interrupted after 1 line, none bad, in ", error);
        Assert.Equal(130, exitCode);
    }

    TrainProcess Start(params string[] options) => TrainProcess.Start(_folder.Path, ["predict", "--model", "model", "--jsonl", .. options]);

    static int CountLines(Stream stream)
    {
        var (buffer, count) = (new byte[1 << 16], 0);
        for (int length; (length = stream.Read(buffer)) > 0;)
            count += buffer.AsSpan(0, length).Count((byte)'\n');
        return count;
    }
}
