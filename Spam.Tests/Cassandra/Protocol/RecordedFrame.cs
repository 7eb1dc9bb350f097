using System.Text.Json;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>A frame that went over the wire to or from a real Cassandra.</summary>
/// <param name="Sequence">Its place in the file.</param>
/// <param name="FromClient">Who sent it.</param>
/// <param name="Header">The nine bytes.</param>
/// <param name="Body">The body, without its compression.</param>
/// <param name="Compressed">Whether it was compressed.</param>
/// <param name="Decoded">What the recorder made of it; null where the frame is broken on purpose.</param>
sealed record RecordedFrame(int Sequence, bool FromClient, byte[] Header, byte[] Body, bool Compressed, JsonElement? Decoded)
{
    /// <summary>The names of all scenarios below a folder of the golden data, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> Scenarios(params string[] folders)
    {
        var names = new TheoryData<string>();
        foreach (var folder in folders.Where(folder => Directory.Exists(GoldenData.PathOf($"cassandra/{folder}"))))
        {
            foreach (var file in Directory.GetFiles(GoldenData.PathOf($"cassandra/{folder}"), "*.jsonl").Order(StringComparer.Ordinal))
                names.Add($"{folder}/{Path.GetFileNameWithoutExtension(file)}");
        }

        return names.Count > 0 ? names : new() { "absent" };
    }

    /// <summary>All frames of a scenario.</summary>
    public static List<RecordedFrame> ReadAll(string scenario)
    {
        Skip.If(scenario == "absent", "The frames of Cassandra are absent from the golden data.");
        var frames = new List<RecordedFrame>();
        foreach (var line in File.ReadLines(GoldenData.Require($"cassandra/{scenario}.jsonl")))
        {
            var frame = JsonDocument.Parse(line).RootElement;
            if (frame.GetProperty("kind").GetString() == "frame")
                frames.Add(Read(frame));
        }

        return frames;
    }

    static RecordedFrame Read(JsonElement frame)
    {
        var plain = frame.TryGetProperty("body_plain", out var uncompressed);
        var body = plain ? Convert.FromHexString(uncompressed.GetString()!)
            : frame.TryGetProperty("body_parts", out var parts) ? Repeat(parts)
            : Convert.FromHexString(frame.GetProperty("body").GetString()!);
        return new(
            frame.GetProperty("seq").GetInt32(),
            frame.GetProperty("dir").GetString() == "C>S",
            Convert.FromHexString(frame.GetProperty("header").GetString()!),
            body,
            plain,
            frame.TryGetProperty("decoded", out var decoded) ? decoded : null);
    }

    static byte[] Repeat(JsonElement parts)
        => [.. parts.EnumerateArray().SelectMany(part => Enumerable.Repeat(Convert.FromHexString(part[0].GetString()!), part[1].GetInt32()).SelectMany(bytes => bytes))];
}
