using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Spam.Train.Bulk;

/// <summary>What one line of JSON holds.</summary>
/// <param name="Text">Its text; null where it has none that can be scored.</param>
/// <param name="End">Where its last field ends.</param>
/// <param name="Id">Where the value of its field <c>id</c> stands; nothing where it has none.</param>
/// <param name="Problem">Why it cannot be scored, without its text.</param>
readonly record struct JsonLine(string? Text, int End, Range Id, string? Problem)
{
    static readonly JsonReaderOptions _options = new() { MaxDepth = 1000 };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="textField">The field that holds the text.</param>
    /// <param name="addedFields">The fields that will be added.</param>
    public static JsonLine Read(ReadOnlySpan<byte> line, byte[] textField, byte[][] addedFields)
    {
        if (!Utf8.IsValid(line))
        {
            var column = ValidBytes(line);
            return new(null, 0, FindId(line[..column]), $"the byte 0x{line[column]:X2} at column {column + 1} is not UTF-8");
        }

        Range id = default;
        try
        {
            return Read(line, textField, addedFields, ref id);
        }
        catch (JsonException cause)
        {
            return new(null, 0, id, $"not whole JSON, from column {cause.BytePositionInLine + 1} on");
        }
        catch (InvalidOperationException) // what the reader says of an escape as \ud83d without its other half
        {
            return new(null, 0, id, "an escape has half of a surrogate pair");
        }
    }

    /// <summary>Where the field <c>id</c> stands in the beginning of a line, if it does.</summary>
    public static Range FindId(ReadOnlySpan<byte> start)
    {
        try
        {
            var reader = new Utf8JsonReader(start, isFinalBlock: false, new(_options));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return default;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                if (!reader.Read())
                    return default;
                var from = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                    return default;
                if (isId)
                    return from..(int)reader.BytesConsumed;
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return default;
        }

        return default;
    }

    static JsonLine Read(ReadOnlySpan<byte> line, byte[] textField, byte[][] addedFields, ref Range id)
    {
        var reader = new Utf8JsonReader(line, _options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var kind = Kind(reader.TokenType);
            reader.Skip();
            reader.Read();
            return new(null, 0, id, $"a JSON {kind}; an object with a field '{Encoding.UTF8.GetString(textField)}' is needed");
        }

        string? text = null, problem = null;
        var end = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals(textField);
            var isId = reader.ValueTextEquals("id"u8);
            foreach (var field in addedFields)
            {
                if (reader.ValueTextEquals(field))
                    problem ??= $"the field '{Encoding.UTF8.GetString(field)}' is there already; name those that are added otherwise, with --prefix";
            }

            reader.Read();
            var from = (int)reader.TokenStartIndex;
            if (isText && text is not null)
                problem ??= $"the field '{Encoding.UTF8.GetString(textField)}' is there twice";
            else if (isText && reader.TokenType == JsonTokenType.String)
                text = reader.GetString();
            else if (isText)
                problem ??= $"the field '{Encoding.UTF8.GetString(textField)}' is a JSON {Kind(reader.TokenType)}; a string is needed";
            reader.Skip();
            end = (int)reader.BytesConsumed;
            if (isId)
                id = from..end;
        }

        reader.Read(); // throws where something follows
        problem ??= text is null ? $"no field '{Encoding.UTF8.GetString(textField)}'; another one is named with --text-field" : null;
        return new(problem is null ? text : null, end, id, problem);
    }

    static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.Number => "number",
        JsonTokenType.String => "string",
        JsonTokenType.Null => "null",
        _ => "boolean",
    };

    static int ValidBytes(ReadOnlySpan<byte> line)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(line[valid..], out _, out var length) == OperationStatus.Done)
            valid += length;
        return valid;
    }
}
