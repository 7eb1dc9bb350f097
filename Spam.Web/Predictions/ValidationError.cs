using System.Buffers;
using Spam.Web.Json;

namespace Spam.Web.Predictions;

/// <summary>One thing wrong with a request, as pydantic 1.9 words it.</summary>
/// <param name="Loc">Where: names, and whole numbers for places in lists and texts.</param>
/// <param name="Msg">What is wrong.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Context">The limit that was passed, or the <see cref="JsonError"/>; null for neither.</param>
sealed record ValidationError(IReadOnlyList<object> Loc, string Msg, string Type, object? Context = null)
{
    /// <summary>A field that must be there and is not.</summary>
    public static ValidationError Missing(IReadOnlyList<object> loc) => new(loc, "field required", "value_error.missing");

    /// <summary>A field that may not be null and is.</summary>
    public static ValidationError Null(IReadOnlyList<object> loc) => new(loc, "none is not an allowed value", "type_error.none.not_allowed");

    /// <summary>A body that is no JSON.</summary>
    public static ValidationError Malformed(JsonError error) => new(["body", error.Position], error.Message, "value_error.jsondecode", error);

    /// <summary><c>{"detail": [...]}</c>.</summary>
    public static ReadOnlyMemory<byte> ToJson(IReadOnlyList<ValidationError> errors)
    {
        var body = new ArrayBufferWriter<byte>(256);
        var json = new JsonWriter(body);
        json.Raw("{\"detail\":"u8);
        WriteAll(json, errors);
        json.Raw("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>The list alone.</summary>
    public static ReadOnlyMemory<byte> ListOf(IReadOnlyList<ValidationError> errors)
    {
        var body = new ArrayBufferWriter<byte>(256);
        WriteAll(new(body), errors);
        return body.WrittenMemory;
    }

    static void WriteAll(JsonWriter json, IReadOnlyList<ValidationError> errors)
    {
        json.Raw("["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            errors[i].Write(json);
        }

        json.Raw("]"u8);
    }

    void Write(JsonWriter json)
    {
        json.Raw("{\"loc\":["u8);
        for (var i = 0; i < Loc.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            if (Loc[i] is int place)
                json.Integer(place);
            else
                json.String((string)Loc[i]);
        }

        json.Raw("],\"msg\":"u8);
        json.String(Msg);
        json.Raw(",\"type\":"u8);
        json.String(Type);
        WriteContext(json);
        json.Raw("}"u8);
    }

    void WriteContext(JsonWriter json)
    {
        switch (Context)
        {
            case JsonError error:
                json.Raw(",\"ctx\":{\"msg\":"u8);
                json.String(error.Reason);
                json.Raw(",\"doc\":"u8);
                json.String(error.Document);
                json.Raw(",\"pos\":"u8);
                json.Integer(error.Position);
                json.Raw(",\"lineno\":"u8);
                json.Integer(error.Line);
                json.Raw(",\"colno\":"u8);
                json.Integer(error.Column);
                json.Raw("}"u8);
                break;
            case int limit:
                json.Raw(",\"ctx\":{\"limit_value\":"u8);
                json.Integer(limit);
                json.Raw("}"u8);
                break;
            default:
                break;
        }
    }
}
