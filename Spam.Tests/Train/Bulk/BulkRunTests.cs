using System.Globalization;
using System.Text;
using System.Text.Json;
using Spam.Model;
using Spam.Tests.Model;
using Spam.Train.Bulk;

namespace Spam.Tests.Train.Bulk;

public sealed class BulkRunTests : IDisposable
{
    static readonly string[] _words = ["free", "prize", "call", "now", "see", "you", "at", "home", "unknown", "Zürich", "🎁"];

    readonly TemporaryFolder _folder = new();
    readonly AIModel _model;

    public BulkRunTests()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "sp\"am"), width: 2);
        _model = AIModel.Load(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_comes_back_with_its_scores_added_and_the_rest_unchanged_byte_for_byte()
    {
        var score = _model.Predict("FREE prize é").Scores;
        var (ham, spam) = ((double)score["ham"], (double)score["sp\"am"]);

        var run = Run("""{ "id": 7,"text":"FREE prize \u00e9" , "n":1.0e+2,"deep":{"text":[1, 2]},"\u0061":"é" }""" + "\n");

        var top = ham >= spam ? ("ham", ham) : ("sp\\\"am", spam);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture,
                $$"""{ "id": 7,"text":"FREE prize \u00e9" , "n":1.0e+2,"deep":{"text":[1, 2]},"\u0061":"é","scores":{"ham":{{ham:R}},"sp\"am":{{spam:R}}},"label":"{{top.Item1}}","score":{{top.Item2:R}} }""") + "\n",
            run.Output);
        Assert.Equal((1, 0), (run.Summary.NumLines, run.Summary.NumBad));
    }

    [Fact]
    public void Lines_keep_their_order_and_have_the_scores_of_the_model()
    {
        var texts = Texts(3000);
        var input = string.Concat(texts.Select((text, i) => $"{JsonSerializer.Serialize(new { id = i, text })}\n"));

        var lines = Run(input).Lines;

        var predictions = _model.Predict(texts);
        Assert.Equal(texts.Length, lines.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            using var answer = JsonDocument.Parse(lines[i]);
            Assert.Equal(i, answer.RootElement.GetProperty("id").GetInt32());
            Assert.Equal(predictions[i].Top.Label, answer.RootElement.GetProperty("label").GetString());
            Assert.Equal((double)predictions[i].Top.Value, answer.RootElement.GetProperty("score").GetDouble());
            foreach (var (label, score) in predictions[i].Scores)
                Assert.Equal((double)score, answer.RootElement.GetProperty("scores").GetProperty(label).GetDouble());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void The_bytes_are_the_same_at_any_number_of_threads_and_however_the_input_comes(int numThreads)
    {
        var input = string.Concat(Texts(5000).Select((text, i) => i % 97 == 0 ? "broken\n" : $"{JsonSerializer.Serialize(new { text })}\r\n"));
        var expected = Run(input, new() { NumThreads = 2 }).Output;

        var whole = Run(input, new() { NumThreads = numThreads }).Output;
        var pieces = Run(new Pieces(Encoding.UTF8.GetBytes(input), new(numThreads)), new() { NumThreads = numThreads }).Output;

        Assert.Equal(expected, whole);
        Assert.Equal(expected, pieces);
    }

    [Theory]
    [InlineData("no json", """{"line":1,"error":"not whole JSON, from column 2 on"}""")]
    [InlineData("""{"id":"a","text":"secret" """, """{"id":"a","line":1,"error":"not whole JSON, from column 27 on"}""")]
    [InlineData("""{"text":"secret","id":[1, 2]} x""", """{"id":[1, 2],"line":1,"error":"not whole JSON, from column 31 on"}""")]
    [InlineData("""{"id":5}""", """{"id":5,"line":1,"error":"no field 'text'; another one is named with --text-field"}""")]
    [InlineData("""{"text":5,"id":null}""", """{"id":null,"line":1,"error":"the field 'text' is a JSON number; a string is needed"}""")]
    [InlineData("""{"text":null}""", """{"line":1,"error":"the field 'text' is a JSON null; a string is needed"}""")]
    [InlineData("""{"text":{"text":"a"}}""", """{"line":1,"error":"the field 'text' is a JSON object; a string is needed"}""")]
    [InlineData("""{"text":"a","text":"b"}""", """{"line":1,"error":"the field 'text' is there twice"}""")]
    [InlineData("""["text"]""", """{"line":1,"error":"a JSON array; an object with a field 'text' is needed"}""")]
    [InlineData("""{"text":"half \ud83d"}""", """{"line":1,"error":"an escape has half of a surrogate pair"}""")]
    [InlineData("""{"\udc00":1,"text":"a"}""", """{"line":1,"error":"an escape has half of a surrogate pair"}""")]
    [InlineData("""{"text":"a","label":"ham"}""", """{"line":1,"error":"the field 'label' is there already; name those that are added otherwise, with --prefix"}""")]
    public void A_bad_line_is_answered_by_its_id_its_number_and_what_is_wrong(string line, string answer)
    {
        var run = Run(line + "\n{\"text\":\"fine\"}\n");

        Assert.Equal(answer, run.Lines[0]);
        Assert.Contains("\"scores\"", run.Lines[1], StringComparison.Ordinal);
        Assert.Equal((2, 1, 1), (run.Summary.NumLines, run.Summary.NumBad, run.Summary.FirstBad!.Line));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_make_a_line_bad()
    {
        var run = Run(new MemoryStream([.. "{\"id\":3,\"text\":\"a"u8, 0xE9, .. "\"}\n"u8]), new());

        Assert.Equal("""{"id":3,"line":1,"error":"the byte 0xE9 at column 18 is not UTF-8"}""", run.Lines[0]);
    }

    [Fact]
    public void Blank_lines_are_counted_and_not_answered()
    {
        var run = Run("\n  \r\n{\"text\":\"a\"}\r\n\n{}\n");

        Assert.Equal(2, run.Lines.Length);
        Assert.EndsWith("}", run.Lines[0]);
        Assert.StartsWith("""{"line":5,""", run.Lines[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    public void Nothing_in_is_nothing_out(string input)
    {
        var run = Run(input);

        Assert.Equal(("", 0), (run.Output, run.Summary.NumLines));
    }

    [Fact]
    public void A_byte_order_mark_and_a_missing_last_line_feed_do_no_harm()
    {
        var run = Run("\uFEFF{\"text\":\"a\"}\n{\"text\":\"b\"}");

        Assert.Equal(2, run.Lines.Length);
        Assert.Equal((2, 0), (run.Summary.NumLines, run.Summary.NumBad));
        Assert.StartsWith("{\"text\":\"a\",\"scores\"", run.Lines[0]);
    }

    [Fact]
    public void A_line_of_the_limit_is_scored_and_one_byte_more_is_too_long()
    {
        var options = new BulkOptions { LongestLine = 200 };
        var fits = $$"""{"id":1,"text":"{{new string('a', 182)}}"}""";
        var above = $$"""{"id":2,"text":"{{new string('a', 183)}}"}""";
        var far = $$"""{"id":3,"text":"{{new string('a', 5000)}}"}""";

        var run = Run($"{fits}\n{above}\n{far}\n{fits}\n{above}", options);

        Assert.Equal(200, fits.Length);
        Assert.Equal(5, run.Lines.Length);
        Assert.Contains("scores", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"id":2,"line":2,"error":"longer than 200 bytes, the limit of a line"}""", run.Lines[1]);
        Assert.Equal("""{"id":3,"line":3,"error":"longer than 200 bytes, the limit of a line"}""", run.Lines[2]);
        Assert.Contains("scores", run.Lines[3], StringComparison.Ordinal);
        Assert.Equal("""{"id":2,"line":5,"error":"longer than 200 bytes, the limit of a line"}""", run.Lines[4]);
    }

    [Fact]
    public void A_line_of_megabytes_is_scored_as_the_model_does()
    {
        var text = string.Concat(Enumerable.Repeat("free prize call home ", 150_000));

        var run = Run(JsonSerializer.Serialize(new { text }) + "\n" + """{"text":"next"}""");

        using var answer = JsonDocument.Parse(run.Lines[0]);
        Assert.Equal((double)_model.Predict(text).Top.Value, answer.RootElement.GetProperty("score").GetDouble());
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public void The_text_field_and_the_names_that_are_added_may_be_others()
    {
        var run = Run("""{"label":"ham","body":"free"}""", new() { TextField = "body", Prefix = "predicted_" });

        Assert.StartsWith("""{"label":"ham","body":"free","predicted_scores":{"ham":""", run.Lines[0]);
        Assert.Contains(",\"predicted_label\":", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"predicted_score\":", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_answered_while_the_input_pauses()
    {
        using var input = new Conversation();
        var output = new Conversation();
        var run = Task.Run(() => BulkRun.Run(_model, input, output, new() { NumThreads = 2 }, CancellationToken.None));

        foreach (var id in (int[])[1, 2, 3])
        {
            input.Write(Encoding.UTF8.GetBytes($$"""{"id":{{id}},"text":"free"}""" + "\n"));
            var answer = await Task.Run(() => output.ReadLine()).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.StartsWith($$"""{"id":{{id}},"text":"free","scores":""", answer);
        }

        input.End();
        Assert.Equal(3, (await run).NumLines);
    }

    [Fact]
    public async Task After_cancellation_the_output_ends_with_a_whole_line()
    {
        using var input = new Conversation();
        using var cancellation = new CancellationTokenSource();
        var output = new MemoryStream();
        var run = Task.Run(() => BulkRun.Run(_model, input, output, new() { NumThreads = 2 }, cancellation.Token));
        input.Write(Encoding.UTF8.GetBytes(string.Concat(Texts(2000).Select(text => $"{JsonSerializer.Serialize(new { text })}\n"))));

        await cancellation.CancelAsync();
        var summary = await run.WaitAsync(TimeSpan.FromSeconds(30)); // although the input has not ended

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(summary.NumLines, lines.Length - 1);
    }

    [Fact]
    public void A_reader_that_goes_ends_the_run_without_a_fault_and_a_full_disk_with_one()
    {
        var input = string.Concat(Texts(2000).Select(text => $"{JsonSerializer.Serialize(new { text })}\n"));
        const int BrokenPipe = 32, NoSpace = 28;

        var summary = BulkRun.Run(_model, Stream(input), new Failing(new IOException("Broken pipe", BrokenPipe)), new(), CancellationToken.None);
        var error = Assert.Throws<IOException>(() => BulkRun.Run(_model, Stream(input), new Failing(new IOException("No space", NoSpace)), new(), CancellationToken.None));

        Assert.Equal(0, summary.NumLines);
        Assert.Equal("No space", error.Message);
    }

    [Fact]
    public void What_was_read_before_the_input_failed_is_answered()
    {
        using var input = new Conversation();
        input.Write("{\"text\":\"a\"}\n"u8.ToArray());
        input.Fail(new IOException("The disk is gone."));
        var output = new MemoryStream();

        var error = Assert.Throws<IOException>(() => BulkRun.Run(_model, input, output, new(), CancellationToken.None));

        Assert.Equal("The disk is gone.", error.Message);
        Assert.StartsWith("{\"text\":\"a\",\"scores\"", Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void Damaged_lines_are_answered_one_by_one()
    {
        var random = new Random(5);
        var seeds = new[] { """{"id":1,"text":"free \ud83d\ude00 é"}""", """{"text":"a","x":[{"y":null},true,-1e5]}""", "[[[[[[", "{\"id\":\"\\u0000\",\"text\":\"\"}" }.Select(Encoding.UTF8.GetBytes).ToArray();
        for (var round = 0; round < 300; round++)
        {
            var lines = Enumerable.Range(0, 10).Select(_ => Damaged(seeds[random.Next(seeds.Length)], random)).ToArray();

            var run = Run(new MemoryStream([.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])]), new() { NumThreads = 1, LongestLine = 60 });

            Assert.Equal(lines.Count(line => line.AsSpan().ContainsAnyExcept(" \t\r"u8)), run.Lines.Length);
            foreach (var line in run.Lines)
                JsonDocument.Parse(line, new() { MaxDepth = 1000 }).Dispose();
        }
    }

    static byte[] Damaged(byte[] line, Random random)
    {
        line = [.. line];
        for (var i = random.Next(4); i > 0; i--)
            line[random.Next(line.Length)] = (byte)random.Next(256);
        return [.. line[..random.Next(line.Length + 1)].Where(value => value != '\n'), .. random.Next(3) == 0 ? line.Where(value => value != '\n') : []];
    }

    static string[] Texts(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => _words[random.Next(_words.Length)])))];
    }

    static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    Result Run(string input, BulkOptions? options = null) => Run(Stream(input), options ?? new());

    Result Run(Stream input, BulkOptions options)
    {
        var output = new MemoryStream();
        var summary = BulkRun.Run(_model, input, output, options, CancellationToken.None);
        return new(Encoding.UTF8.GetString(output.ToArray()), summary);
    }

    sealed record Result(string Output, BulkSummary Summary)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
