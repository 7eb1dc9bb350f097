using System.Buffers;
using Spam.Web.Json;

namespace Spam.Web.Http;

/// <summary>Reads request bodies.</summary>
static class Body
{
    /// <summary>The body's JSON, or what is wrong with it.</summary>
    /// <exception cref="JsonUnreadableException">It can be read by no JSON reader: the answer is 400.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or came too slowly.</exception>
    public static async ValueTask<ParsedBody> ReadJsonAsync(this HttpRequest request, CancellationToken cancellation)
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
                return Parse(read.Buffer, MediaType.IsJson(request.ContentType));
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    static ParsedBody Parse(ReadOnlySequence<byte> bytes, bool isJson)
    {
        if (bytes.IsEmpty)
            return new(IsEmpty: true, Value: null, Error: null);
        if (!isJson)
            return new(IsEmpty: false, Value: ParsedBody.NotJson, Error: null);

        var text = JsonText.Decode(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray());
        var error = JsonParser.Parse(text, out var value);
        return new(IsEmpty: value is null && error is null, value, error);
    }
}
