using System.Text.Json;

namespace Spam.Tests.Cassandra.Double;

/// <summary>A recorded exchange: its lines in the order in which they went over the wire.</summary>
static class GoldenScenario
{
    /// <summary>The scenarios of folders, by folder and name, without those that are left out.</summary>
    public static TheoryData<string> Names(string[] folders, params string[] leftOut)
    {
        var names = new TheoryData<string>();
        foreach (var folder in folders.Where(folder => Directory.Exists(GoldenData.PathOf($"cassandra/{folder}"))))
        {
            foreach (var file in Directory.GetFiles(GoldenData.PathOf($"cassandra/{folder}"), "*.jsonl").Order(StringComparer.Ordinal))
            {
                var name = $"{folder}/{Path.GetFileNameWithoutExtension(file)}";
                if (!leftOut.Contains(name))
                    names.Add(name);
            }
        }

        return names.Count > 0 ? names : new() { "absent" };
    }

    public static List<GoldenLine> Read(string scenario)
    {
        var path = GoldenData.Require($"cassandra/{scenario}.jsonl");
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
                kind == "frame" ? Bytes(element) : []));
        }

        return lines;
    }

    static byte[] Bytes(JsonElement frame)
    {
        var header = Convert.FromHexString(frame.GetProperty("header").GetString()!); // hex
        if (frame.TryGetProperty("body", out var body))
            return [.. header, .. Convert.FromHexString(body.GetString()!)]; // hex
        return [.. header, .. frame.GetProperty("body_parts").EnumerateArray().SelectMany(part => Repeat(Convert.FromHexString(part[0].GetString()!), part[1].GetInt32()))]; // hex
    }

    static IEnumerable<byte> Repeat(byte[] bytes, int times) => Enumerable.Repeat(bytes, times).SelectMany(run => run);
}
