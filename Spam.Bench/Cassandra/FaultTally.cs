using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Spam.Bench.Cassandra;

/// <summary>What became of requests. Any thread may add to it.</summary>
/// <param name="count">How many requests there will be at most.</param>
sealed class FaultTally(int count)
{
    /// <summary>The outcome of a request that was answered as it should be.</summary>
    public const string Answered = "answered";

    readonly ConcurrentDictionary<(string Outcome, string Request), int> _outcomes = new();
    readonly ConcurrentQueue<string> _violations = [];
    readonly float[] _seconds = new float[count];
    int _ended;

    /// <summary>How many requests ended.</summary>
    public int Ended => _ended;

    /// <summary>What must not be.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>How many requests ended in one way, of one kind or of all.</summary>
    public int Count(string outcome, string? request = null)
        => _outcomes.Where(entry => entry.Key.Outcome == outcome && (request is null || entry.Key.Request == request)).Sum(entry => entry.Value);

    /// <summary>A request ended.</summary>
    public void Add(string outcome, string request, long start)
    {
        _outcomes.AddOrUpdate((outcome, request), 1, (_, known) => known + 1);
        _seconds[Interlocked.Increment(ref _ended) - 1] = (float)Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Something happened that must not.</summary>
    public void Violate(string what) => _violations.Enqueue(what);

    /// <summary>Prints a table, a line an outcome and a column a kind of request, and how long requests took.</summary>
    public void Print(IReadOnlyList<string> requests, TextWriter output)
    {
        output.WriteLine($"{"outcome",-32} | {string.Join(" | ", requests.Select(request => $"{request,14}"))} |        all");
        foreach (var outcome in _outcomes.Keys.Select(key => key.Outcome).Distinct().OrderByDescending(outcome => Count(outcome)))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome,-32} | {string.Join(" | ", requests.Select(request => $"{Count(outcome, request).ToString("N0", CultureInfo.InvariantCulture),14}"))} | {Count(outcome),10:N0}"));
        }

        var sorted = _seconds.AsSpan(0, _ended).ToArray();
        Array.Sort(sorted);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"milliseconds: half within {Within(0.5):f1}, 99 % within {Within(0.99):f1}, 99.9 % within {Within(0.999):f0}, all within {Within(1):f0}"));

        float Within(double share) => sorted.Length == 0 ? 0 : 1000 * sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)];
    }
}
