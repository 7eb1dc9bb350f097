using System.Buffers;
using System.Globalization;
using Spam.Web.Json;

namespace Spam.Web.CallLog;

/// <summary>One line of a caller's log.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Input">The text that was sent.</param>
/// <param name="CalledAt">When, in UTC.</param>
sealed record CallerLogEntry(int Index, string Input, string CalledAt)
{
    /// <summary>The line of a call.</summary>
    public static CallerLogEntry Of(Call call, int index)
        => new(index, call.Text, call.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));

    /// <summary>Writes it as Python's <c>json.dumps</c> does: a blank after commas and colons, all in ASCII.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var json = new JsonWriter(output);
        json.Raw("{\"index\": "u8);
        json.Integer(Index);
        json.Raw(", \"input\": "u8);
        json.AsciiString(Input);
        json.Raw(", \"called_at\": "u8);
        json.AsciiString(CalledAt);
        json.Raw("}"u8);
    }
}
