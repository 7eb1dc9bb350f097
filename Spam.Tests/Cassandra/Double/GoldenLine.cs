using System.Text.Json;

namespace Spam.Tests.Cassandra.Double;

/// <summary>A line of a recorded exchange: a step (<paramref name="Text"/>), a frame (<paramref name="Bytes"/>) or a close.</summary>
sealed record GoldenLine(string Kind, int Connection, bool IsFromClient, string Text, byte[] Bytes)
{
    /// <summary>All lines of a file.</summary>
    public static List<GoldenLine> ReadAll(string path)
    {
        var lines = new List<GoldenLine>();
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var element = document.RootElement;
            var kind = element.GetProperty("kind").GetString()!; // every line has one
            lines.Add(new(
                kind,
                element.TryGetProperty("conn", out var connection) ? connection.GetInt32() : 0,
                element.TryGetProperty("dir", out var direction) && direction.GetString() == "C>S",
                element.TryGetProperty("text", out var text) ? text.GetString()! : "", // a text
                kind == "frame" ? Frame(element) : []));
        }

        return lines;
    }

    static byte[] Frame(JsonElement frame)
    {
        var header = Convert.FromHexString(frame.GetProperty("header").GetString()!); // hex
        if (frame.TryGetProperty("body", out var body))
            return [.. header, .. Convert.FromHexString(body.GetString()!)]; // hex
        return [.. header, .. frame.GetProperty("body_parts").EnumerateArray().SelectMany(part => Repeat(Convert.FromHexString(part[0].GetString()!), part[1].GetInt32()))]; // hex
    }

    static IEnumerable<byte> Repeat(byte[] bytes, int times) => Enumerable.Repeat(bytes, times).SelectMany(run => run);
}
