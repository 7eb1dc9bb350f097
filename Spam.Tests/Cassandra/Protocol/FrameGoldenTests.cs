using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spam.Cassandra;
using Spam.Cassandra.Protocol;
using Xunit.Abstractions;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Every frame recorded from a real Cassandra, read and written by the client.</summary>
public partial class FrameGoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Scenarios => RecordedFrame.Scenarios("v4", "4.1/v4");

    [GeneratedRegex(@"^(.*)\.\.\.\((\d+) characters in all\)$", RegexOptions.Singleline)]
    private static partial Regex Cut();

    [SkippableTheory, MemberData(nameof(Scenarios))]
    public void Each_frame_is_read_as_recorded_and_each_request_is_written_again_byte_by_byte(string scenario)
    {
        var reader = new ResponseReader();
        var wrong = new List<string>();
        var (read, written, refused, requests) = (0, 0, 0, 0);

        var frames = RecordedFrame.ReadAll(scenario);
        foreach (var frame in frames)
        {
            try
            {
                requests += frame.FromClient ? 1 : 0;
                var said = frame.FromClient ? ReadRequest(frame, wrong, ref written) : Described.Of(ReadResponse(frame, reader));
                if (frame.Decoded is { } decoded && Same(JsonNode.Parse(decoded.GetRawText()), said))
                    read++;
                else
                    wrong.Add($"frame {frame.Sequence} was read as {Short(said)}, not {Short(JsonNode.Parse(frame.Decoded?.GetRawText() ?? "null"))}");
            }
            catch (ProtocolException error) when (MustBeRefused(frame))
            {
                refused++;
                output.WriteLine($"frame {frame.Sequence} is refused: {error.Message}");
            }
        }

        output.WriteLine($"{scenario}: {read} of {frames.Count} read as recorded, {refused} refused as they must be; {written} of {requests} requests written again");
        Assert.Empty(wrong);
        Assert.Equal(frames.Count, read + refused);
    }

    // Frames that were broken on purpose, or that no client of version 4 sends or takes.
    static bool MustBeRefused(RecordedFrame frame)
        => frame.Decoded is not { } decoded // a body cut short
            || frame.FromClient && frame.Header[4] is 0x7F or 0x04 or 0x08 // opcodes of nobody, of version 1, of servers
            || frame.FromClient && frame.Header[1] == 1 && !frame.Compressed // said to be compressed, and is not
            || frame.FromClient && decoded.TryGetProperty("flags", out var flags) && flags.GetInt32() >= 0x80 // a flag that version 4 does not have
            || frame.FromClient && decoded.TryGetProperty("query", out var query) && query.GetString()!.Contains("\\xff", StringComparison.Ordinal) // not UTF-8
            || !frame.FromClient && frame.Header[0] != FrameHeader.Response && frame.Header[4] != 0; // a READY of version 6

    static Response ReadResponse(RecordedFrame frame, ResponseReader reader)
    {
        var bytes = frame.Header.ToArray();
        if (frame.Compressed)
            bytes[1] &= 0xFE; // the body stands here without its compression, which the client refuses
        return reader.Read(FrameHeader.Read(bytes, anyVersion: true), frame.Body);
    }

    static JsonObject ReadRequest(RecordedFrame frame, List<string> wrong, ref int written)
    {
        if (frame.Header[1] == 1 && !frame.Compressed)
            throw new ProtocolException("A body is said to be compressed, and is not.");

        var request = RequestReader.Read((Opcode)frame.Header[4], (FrameFlags)frame.Header[1], frame.Body, out var trailing);
        var said = Described.Of(request);
        if (trailing > 0)
            said["trailing_bytes"] = trailing;

        using var writer = FrameWriter.Rent();
        request.Write(writer, (short)(frame.Header[2] << 8 | frame.Header[3]));
        var expected = frame.Header.Concat(frame.Body).ToArray();
        var actual = writer.Written.ToArray().Concat(frame.Body[^trailing..]).ToArray();
        if (frame.Compressed || trailing > 0 || frame.Header[0] != FrameHeader.Request)
        {
            // Its version, compression and length are not what this client sends; opcode and stream still are.
            expected = [.. expected[2..5], .. expected[FrameHeader.Size..]];
            actual = [.. actual[2..5], .. actual[FrameHeader.Size..]];
        }

        if (actual.AsSpan().SequenceEqual(expected))
            written++;
        else
            wrong.Add($"request {frame.Sequence} was written as {Convert.ToHexStringLower(actual)[..Math.Min(400, 2 * actual.Length)]}");
        return said;
    }

    // Long strings stand cut in the golden data; a result without columns may keep the flag of a global table.
    static bool Same(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(member => b.TryGetPropertyValue(member.Key, out var other)
            && (member.Key == "flags" && (int)member.Value! == 5 ? (int)other! == 4 : Same(member.Value, other))),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.String && Cut().Match((string)a!) is { Success: true } cut
            => ((string)b!).StartsWith(cut.Groups[1].Value, StringComparison.Ordinal) && ((string)b!).Length == int.Parse(cut.Groups[2].ValueSpan),
        _ => JsonNode.DeepEquals(expected, actual),
    };

    static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(700, text.Length)] : "nothing";
}
