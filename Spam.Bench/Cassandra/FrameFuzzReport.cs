using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Spam.Cassandra;
using Spam.Cassandra.Protocol;
using Spam.Cassandra.Transport;
using Spam.Tests.Cassandra.Double;

namespace Spam.Bench.Cassandra;

/// <summary>Damages recorded frames of a real server, and reports how the client takes them: it reads them, refuses them, or waits for more; soon and in bounded memory.</summary>
static class FrameFuzzReport
{
    const int MaxShown = 20, Seed = 20261122;
    static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(2);

    /// <summary>Prints a table, a line a kind of frame, and what was wrong.</summary>
    /// <param name="count">How many damaged frames.</param>
    /// <param name="output">Where to print.</param>
    /// <returns>0 where nothing was wrong, else 1.</returns>
    public static int Run(int count, TextWriter output)
    {
        var frames = SoundFrames();
        var random = new Random(Seed);
        var outcomes = new SortedDictionary<string, Outcome>(StringComparer.Ordinal);
        var faults = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var sound = frames[random.Next(frames.Count)];
            var kind = ((Opcode)sound[4]).ToString();
            if (!outcomes.TryGetValue(kind, out var outcome))
                outcomes[kind] = outcome = new();
            var bytes = FrameDamage.Of(sound, random);
            if (i % 2 == 0)
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), bytes.Length - FrameHeader.Size); // then no damage is missed by waiting for more
            var before = GC.GetAllocatedBytesForCurrentThread();
            var time = Read(bytes, outcome, faults, i);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (time > _maxTime)
                time = Read(bytes, new(), [], i); // a busy machine makes anything slow once
            (outcome.Slowest, outcome.MostBytes) = (time > outcome.Slowest ? time : outcome.Slowest, Math.Max(outcome.MostBytes, allocated));
            if (time > _maxTime)
                faults.Add($"frame {i}: it took {time.TotalSeconds:f1} s");
            if (allocated > (64L * bytes.Length) + (1 << 20))
                faults.Add($"frame {i} of {bytes.Length} bytes: it took {allocated / 1e6:f1} MB");
        }

        output.WriteLine($"{"frame",-13} |      read | cells refused |   refused | waits for more | slowest ms | most KB");
        foreach (var (kind, outcome) in outcomes)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-13} | {outcome.Read,9:N0} | {outcome.CellsRefused,13:N0} | {outcome.Refused,9:N0} | {outcome.Waiting,14:N0} | {outcome.Slowest.TotalMilliseconds,10:f1} | {outcome.MostBytes / 1e3,7:N0}"));
        }

        foreach (var fault in faults.Take(MaxShown))
            output.WriteLine(fault);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{faults.Count} faults in {count:N0} damaged copies of {frames.Count:N0} recorded frames"));
        return faults.Count == 0 ? 0 : 1;
    }

    // As a connection reads: the bytes, then frames of them as long as there are whole ones.
    static TimeSpan Read(byte[] bytes, Outcome outcome, List<string> faults, int number)
    {
        var start = Stopwatch.GetTimestamp();
        var cells = 0;
        try
        {
            using var incoming = new IncomingBytes();
            for (var rest = bytes.AsMemory(); !rest.IsEmpty;)
            {
                var room = incoming.Room();
                var part = rest[..Math.Min(room.Length, rest.Length)];
                part.CopyTo(room);
                incoming.Came(part.Length);
                rest = rest[part.Length..];
            }

            var reader = new ResponseReader();
            var any = false;
            for (; incoming.TryTake(anyVersion: false, out var header, out var body); any = true)
                cells += FrameDamage.ReadAll(header, body, reader);
            outcome.Read += any ? 1 : 0;
            outcome.Waiting += any ? 0 : 1;
        }
        catch (ProtocolException)
        {
            outcome.Refused++;
        }
        catch (Exception fault) // any other is what this looks for
        {
            faults.Add($"frame {number}: {fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }

        outcome.CellsRefused += cells;
        return Stopwatch.GetElapsedTime(start);
    }

    static List<byte[]> SoundFrames()
    {
        var folder = Path.Combine(GoldenFolder.Find(), "..", "cassandra");
        var frames = new List<byte[]>();
        foreach (var path in ((string[])["v4", "4.1"]).SelectMany(version => Directory.GetFiles(Path.Combine(folder, version), "*.jsonl")).Order(StringComparer.Ordinal))
            frames.AddRange(GoldenLine.ReadAll(path).Where(IsAnswer).Select(line => line.Bytes));
        return frames;
    }

    static bool IsAnswer(GoldenLine line) => line is { Kind: "frame", IsFromClient: false, Bytes: [FrameHeader.Response, var flags, ..] } && (flags & (byte)FrameFlags.Compressed) == 0;

    sealed class Outcome
    {
        public int Read { get; set; }

        public int CellsRefused { get; set; }

        public int Refused { get; set; }

        public int Waiting { get; set; }

        public TimeSpan Slowest { get; set; }

        public long MostBytes { get; set; }
    }
}
