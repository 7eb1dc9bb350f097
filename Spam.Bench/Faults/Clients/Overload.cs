using Spam.Bench.Load;

namespace Spam.Bench.Faults.Clients;

/// <summary>Ten times as many calls as can be answered.</summary>
static class Overload
{
    const double LongestRecovery = 2_000, LongestAnswer = 10_000;

    public static Fault Fault { get; } = new(
        "overload", "overload, ten times", "calls of 64 new texts come ten times as fast as they can be answered for 5 s, and wait for no answer",
        "answered or told to come later (429), nothing else; those accepted wait a bounded time; well again within 2 s", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var service = await place.ServeAsync();
        var result = await OverloadReport.RunAsync(service.Address, seconds: 5, TextWriter.Null);
        return Finding.Of(
            result is { Others: 0, Refused: > 0, Recovery: <= LongestRecovery, AcceptedP99: <= LongestAnswer },
            $"{result.Rate} calls a second: {result.Accepted} answered, {result.Refused} told to come later, {result.Others} anything else; p99 of those answered {result.AcceptedP99:0} ms; well again after {result.Recovery:0} ms");
    }
}
