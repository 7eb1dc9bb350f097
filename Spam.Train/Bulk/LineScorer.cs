using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spam.Model;

namespace Spam.Train.Bulk;

/// <summary>Answers batches of lines, one after the other: each line with its scores added, or with what is wrong with it.</summary>
/// <remarks>The scores are the API's to the digit: float32, widened to double.</remarks>
sealed class LineScorer
{
    readonly AIModel _model;
    readonly byte[] _textField;
    readonly byte[][] _addedFields, _labels;
    readonly byte[] _beforeScores, _beforeLabel, _beforeScore;
    readonly Dictionary<string, byte[]> _encodedLabels;
    readonly string _tooLong;
    readonly List<Row> _rows = [];
    readonly List<string> _texts = [];

    /// <summary>Answers with the scores of <paramref name="model"/>.</summary>
    public LineScorer(AIModel model, BulkOptions options)
    {
        _model = model;
        _textField = Encoding.UTF8.GetBytes(options.TextField);
        string[] names = [$"{options.Prefix}scores", $"{options.Prefix}label", $"{options.Prefix}score"];
        _addedFields = [.. names.Select(Encoding.UTF8.GetBytes)];
        _beforeScores = [(byte)',', .. Quoted(names[0]), (byte)':', (byte)'{'];
        _beforeLabel = [(byte)'}', (byte)',', .. Quoted(names[1]), (byte)':'];
        _beforeScore = [(byte)',', .. Quoted(names[2]), (byte)':'];
        _labels = [.. model.Labels.Select(Quoted)];
        _encodedLabels = model.Labels.Zip(_labels).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        _tooLong = options.LongestLine >> 20 > 0 ? $"longer than {options.LongestLine >> 20} MiB, the limit of a line" : $"longer than {options.LongestLine} bytes, the limit of a line";
    }

    /// <summary>Writes the answers of a batch into it.</summary>
    public void Answer(LineBatch batch)
    {
        _rows.Clear();
        _texts.Clear();
        if (batch.IsCut)
        {
            var id = JsonLine.FindId(batch.Input);
            WriteProblem(batch, batch.FirstLine, batch.Input[id], _tooLong);
            return;
        }

        Read(batch);
        var predictions = _model.Predict(_texts);
        var next = 0;
        foreach (var row in _rows)
        {
            var line = batch.Input[row.Line];
            if (row.Content.Problem is { } problem)
                WriteProblem(batch, row.Number, line[row.Content.Id], problem);
            else
                WriteScores(batch, line, row.Content, predictions[next++]);
        }
    }

    void Read(LineBatch batch)
    {
        var input = batch.Input;
        var number = batch.FirstLine;
        for (var start = 0; start < input.Length; number++)
        {
            var length = input[start..].IndexOf((byte)'\n');
            var end = length < 0 ? input.Length : start + length;
            var next = end + 1;
            if (end > start && input[end - 1] == '\r')
                end--;
            if (number == 1 && input[start..end].StartsWith(Encoding.UTF8.Preamble))
                start += Encoding.UTF8.Preamble.Length;
            if (input[start..end].ContainsAnyExcept(" \t\r"u8))
            {
                var content = JsonLine.Read(input[start..end], _textField, _addedFields);
                _rows.Add(new(number, start..end, content));
                if (content.Text is not null)
                    _texts.Add(content.Text);
            }

            start = next;
        }
    }

    void WriteScores(LineBatch batch, ReadOnlySpan<byte> line, JsonLine content, Prediction prediction)
    {
        var output = batch.Output;
        output.Write(line[..content.End]);
        output.Write(_beforeScores);
        for (var i = 0; i < _labels.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            output.Write(_labels[i]);
            output.Write(":"u8);
            Write(output, prediction.Scores[_model.Labels[i]]);
        }

        output.Write(_beforeLabel);
        output.Write(_encodedLabels[prediction.Top.Label]);
        output.Write(_beforeScore);
        Write(output, prediction.Top.Value);
        output.Write(line[content.End..]);
        output.Write("\n"u8);
        batch.NumAnswered++;
    }

    static void WriteProblem(LineBatch batch, long line, ReadOnlySpan<byte> id, string problem)
    {
        var output = batch.Output;
        output.Write("{"u8);
        if (id.Length > 0)
        {
            output.Write("\"id\":"u8);
            output.Write(id);
            output.Write(","u8);
        }

        output.Write("\"line\":"u8);
        Utf8Formatter.TryFormat(line, output.GetSpan(20), out var length);
        output.Advance(length);
        output.Write(",\"error\":"u8);
        output.Write(Quoted(problem));
        output.Write("}\n"u8);
        batch.NumAnswered++;
        batch.NumBad++;
        batch.FirstBad ??= new(line, problem);
    }

    static void Write(ArrayBufferWriter<byte> output, double score)
    {
        Utf8Formatter.TryFormat(score, output.GetSpan(32), out var length); // the fewest digits that give the same number back
        output.Advance(length);
    }

    static byte[] Quoted(string text)
        => [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];

    readonly record struct Row(long Number, Range Line, JsonLine Content);
}
