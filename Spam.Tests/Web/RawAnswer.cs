using System.Globalization;
using System.Text;

namespace Spam.Tests.Web;

/// <summary>An HTTP answer taken apart by hand, so that framing can be compared as well.</summary>
/// <param name="Status">The status; 0 where the connection closed without an answer.</param>
/// <param name="Interim">The statuses of informational answers before.</param>
/// <param name="Headers">By lower-case name.</param>
/// <param name="Body">The body without framing.</param>
/// <param name="Chunks">The chunks of a chunked body, without the last, empty one; null for another body.</param>
/// <param name="IsWhole">Whether the body came to its end.</param>
sealed record RawAnswer(int Status, IReadOnlyList<int> Interim, IReadOnlyDictionary<string, string> Headers, byte[] Body, IReadOnlyList<byte[]>? Chunks, bool IsWhole)
{
    static readonly byte[] _headEnd = "\r\n\r\n"u8.ToArray();

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Takes apart all that a server sent until it closed the connection.</summary>
    public static RawAnswer Parse(ReadOnlySpan<byte> bytes, bool isHead)
    {
        var interim = new List<int>();
        while (true)
        {
            var end = bytes.IndexOf(_headEnd);
            if (end < 0)
                return new(0, interim, new Dictionary<string, string>(), [], null, IsWhole: false);

            var lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            bytes = bytes[(end + _headEnd.Length)..];
            if (status >= 200)
                return WithBody(status, interim, HeadersOf(lines), bytes, isHead);
            interim.Add(status);
        }
    }

    static Dictionary<string, string> HeadersOf(string[] lines)
        => lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1].Trim());

    static RawAnswer WithBody(int status, List<int> interim, Dictionary<string, string> headers, ReadOnlySpan<byte> rest, bool isHead)
    {
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked" && !isHead)
        {
            var chunks = ReadChunks(rest, out var isWhole);
            return new(status, interim, headers, [.. chunks.SelectMany(chunk => chunk)], chunks, isWhole);
        }

        var whole = isHead || !headers.TryGetValue("content-length", out var length) || int.Parse(length, CultureInfo.InvariantCulture) == rest.Length;
        return new(status, interim, headers, rest.ToArray(), null, whole);
    }

    static List<byte[]> ReadChunks(ReadOnlySpan<byte> bytes, out bool isWhole)
    {
        var chunks = new List<byte[]>();
        isWhole = false;
        while (bytes.IndexOf("\r\n"u8) is > 0 and var end)
        {
            var size = int.Parse(Encoding.ASCII.GetString(bytes[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            bytes = bytes[(end + 2)..];
            isWhole = size == 0;
            if (isWhole || bytes.Length < size + 2)
                break;
            chunks.Add(bytes[..size].ToArray());
            bytes = bytes[(size + 2)..];
        }

        return chunks;
    }
}
