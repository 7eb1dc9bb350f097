using System.Buffers;
using System.Text;
using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.Http.Requests;

/// <summary>Reads request bodies.</summary>
static class Body
{
    /// <summary>The body's JSON, or what is wrong with it.</summary>
    /// <exception cref="JsonUnreadableException">It can be read by no JSON reader: the answer is 400.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or came too slowly.</exception>
    public static ValueTask<ParsedBody> ReadJsonAsync(this HttpRequest request, CancellationToken cancellation)
        => ReadAsync(request, Parse, cancellation);

    /// <summary>The members of the JSON object that the body is, whatever its content type.</summary>
    /// <exception cref="RefusedException">It is no JSON, or no object, in the words of TensorFlow Serving where these are known.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or came too slowly.</exception>
    public static ValueTask<Dictionary<string, object?>> ReadObjectAsync(this HttpRequest request, CancellationToken cancellation)
        => ReadAsync(request, static (_, bytes) => bytes.IsEmpty ? throw RefusedException.Bad("JSON Parse error: The document is empty") : ParseObject(bytes), cancellation);

    /// <summary>As <see cref="ReadObjectAsync"/>; without a body there are no members.</summary>
    /// <exception cref="RefusedException">It is no JSON, or no object.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or came too slowly.</exception>
    public static ValueTask<Dictionary<string, object?>> ReadObjectIfAnyAsync(this HttpRequest request, CancellationToken cancellation)
        => ReadAsync(request, static (_, bytes) => bytes.IsEmpty ? [] : ParseObject(bytes), cancellation);

    static async ValueTask<T> ReadAsync<T>(HttpRequest request, Func<HttpRequest, ReadOnlySequence<byte>, T> parse, CancellationToken cancellation)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return parse(request, read.Buffer);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    static ParsedBody Parse(HttpRequest request, ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new(IsEmpty: true, Value: null, Error: null);
        if (!MediaType.IsJson(request.ContentType))
            return new(IsEmpty: false, Value: ParsedBody.NotJson, Error: null);

        var error = JsonParser.Parse(Decode(bytes), out var value);
        return new(IsEmpty: value is null && error is null, value, error);
    }

    static Dictionary<string, object?> ParseObject(ReadOnlySequence<byte> bytes)
    {
        try
        {
            if (JsonParser.Parse(Decode(bytes), out var value) is { } error)
                throw RefusedException.Bad($"JSON Parse error: {error.Reason} at offset: {OffsetOf(error)}");
            return value as Dictionary<string, object?> ?? throw RefusedException.Bad($"The body is {JsonKind.Of(value)}; expected a JSON object.");
        }
        catch (JsonUnreadableException cause)
        {
            throw RefusedException.Bad($"JSON Parse error: {cause.Message}");
        }
    }

    static string Decode(ReadOnlySequence<byte> bytes) => JsonText.Decode(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray());

    // The error counts characters; who looks for the place counts bytes.
    static int OffsetOf(JsonError error)
    {
        var document = error.Document.AsSpan();
        var units = 0;
        for (var characters = 0; characters < error.Position; characters++)
            units += units + 1 < document.Length && char.IsSurrogatePair(document[units], document[units + 1]) ? 2 : 1;
        return Encoding.UTF8.GetByteCount(document[..units]);
    }
}
