using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spam.Web.Json;

/// <summary>Writes JSON of our own routes, whose bytes nobody compares with Python's.</summary>
static class PlainJson
{
    // What goes to callers with the content type of JSON needs no escapes for HTML.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of one object.</summary>
    /// <param name="writeMembers">Writes what stands in it.</param>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(1_024);
        using var json = new Utf8JsonWriter(body, _options);
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
