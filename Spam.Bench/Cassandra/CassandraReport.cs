using System.Globalization;

namespace Spam.Bench.Cassandra;

/// <summary>Everything that is measured of the client of Cassandra, against doubles of its servers.</summary>
static class CassandraReport
{
    const int Seconds = 5, Requests = 1_000_000, Frames = 100_000;

    /// <summary>Measures all, or one part: <c>speed [SECONDS]</c>, <c>faults [COUNT]</c>, <c>fuzz [COUNT]</c>.</summary>
    /// <returns>0; 1 where something happened that must not; 2 where the arguments name nothing.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        if (arguments.Length == 0)
        {
            var failed = 0;
            foreach (var part in (string[])["speed", "faults", "fuzz"])
            {
                failed |= await RunAsync([part], output);
                await output.WriteLineAsync();
            }

            return failed;
        }

        int? number = arguments is [_, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : null;
        switch (arguments)
        {
            case ["speed"] or ["speed", _] when arguments.Length == 1 || number is not null:
                await SpeedReport.RunAsync(TimeSpan.FromSeconds(number ?? Seconds), output);
                return 0;
            case ["faults"] or ["faults", _] when arguments.Length == 1 || number is not null:
                return await FaultReport.RunAsync(number ?? Requests, output);
            case ["fuzz"] or ["fuzz", _] when arguments.Length == 1 || number is not null:
                return FrameFuzzReport.Run(number ?? Frames, output);
            default:
                await output.WriteLineAsync($"'{string.Join(' ', arguments)}' is nothing that can be measured of Cassandra. Known: speed [SECONDS], faults [COUNT], fuzz [COUNT]; all three without a word.");
                return 2;
        }
    }
}
