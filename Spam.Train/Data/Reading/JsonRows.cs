using System.Text.Json;

namespace Spam.Train.Data.Reading;

/// <summary>Lines of JSON objects with a text and a label, or a list of labels.</summary>
sealed class JsonRows(string path, CsvColumns columns, Func<Stream> open) : LineRows(path, open)
{
    static readonly JsonDocumentOptions _options = new() { MaxDepth = 1000, AllowDuplicateProperties = false };

    /// <inheritdoc/>
    public override DataFormat Format => DataFormat.JsonLines;

    /// <inheritdoc/>
    private protected override DataRow? Parse(ReadOnlyMemory<byte> line, long number, Action<RowFault> onFault)
    {
        try
        {
            using var document = JsonDocument.Parse(line, _options);
            return Row(document.RootElement, number, onFault);
        }
        catch (JsonException cause)
        {
            var column = cause.BytePositionInLine is { } position ? $", from column {position + 1} on" : "; a name may be there twice";
            var advice = line.Span.TrimStart(" \t"u8) is [(byte)'[', ..] ? "A list of objects becomes lines with: jq -c '.[]'." : "Write one object a line, each name once.";
            onFault(new(number, FaultKind.Form, $"the line is not whole JSON{column}. {advice}"));
            return null;
        }
        catch (InvalidOperationException) // what an escape as \ud83d without its other half gives
        {
            onFault(new(number, FaultKind.Encoding, "an escape has half of a surrogate pair. Correct it, or delete the line."));
            return null;
        }
    }

    DataRow? Row(JsonElement root, long number, Action<RowFault> onFault)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            onFault(new(number, FaultKind.Form, $"the line is a JSON {Kind(root)}; an object is needed. A list of objects becomes lines with: jq -c '.[]'."));
            return null;
        }

        if (!root.TryGetProperty(columns.Text, out var text) || text.ValueKind != JsonValueKind.String)
        {
            var came = text.ValueKind == JsonValueKind.Undefined ? "is not there" : $"is a JSON {Kind(text)}; a string is needed";
            onFault(new(number, FaultKind.Form, $"the field '{columns.Text}' {came}. Correct the line, or name the right field with --text-column."));
            return null;
        }

        var label = Label(root);
        if (label is null)
        {
            onFault(new(
                number, FaultKind.Label,
                $"the field '{columns.Label}' is not there, or is no string, number, true, false, or list of strings without semicolons. Correct the line, or name the right field with --label-column."));
            return null;
        }

        return new DataRow(text.GetString()!, label, number); // a string is not null
    }

    string? Label(JsonElement root)
    {
        if (!root.TryGetProperty(columns.Label, out var label))
            return null;
        if (label.ValueKind != JsonValueKind.Array)
        {
            return label.ValueKind switch
            {
                JsonValueKind.String => label.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => label.GetRawText(),
                _ => null,
            };
        }

        var labels = label.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString() : null).ToList();
        return labels.Any(one => one is null || one.Contains(DataRow.LabelSeparator)) ? null : string.Join(DataRow.LabelSeparator, labels);
    }

    static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();
}
