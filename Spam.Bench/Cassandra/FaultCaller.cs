using System.Diagnostics;
using System.Globalization;
using Cassandra;

namespace Spam.Bench.Cassandra;

/// <summary>
/// One caller with rows of its own. Each row holds its key and a number that grows from write to write, so that a row read shows whether it is the row that was asked for,
/// and whether a write that was acknowledged is in it.
/// </summary>
sealed class FaultCaller(ISession session, PreparedStatement select, PreparedStatement insert, int number, FaultTally tally)
{
    /// <summary>The time-out of one try.</summary>
    public const int TimeoutMillis = 200;

    const int Rows = 64, PauseMillis = 10;
    const string Read = "read", ReadOnce = "read once", Write = "write", WriteOnce = "write once";

    readonly string[] _keys = [.. Enumerable.Range(0, Rows).Select(row => $"row {row} of caller {number}")];
    readonly int[] _acknowledged = new int[Rows];
    readonly Random _random = new(number);
    int _written;

    /// <summary>The kinds of requests: those that may be done twice, and those that must not.</summary>
    public static IReadOnlyList<string> Kinds => [Read, ReadOnce, Write, WriteOnce];

    /// <summary>Writes all rows once.</summary>
    public async Task BeginAsync()
    {
        for (var row = 0; row < Rows; row++)
            await WriteAsync(row, isIdempotent: true);
    }

    /// <summary>Reads all rows.</summary>
    public async Task EndAsync()
    {
        for (var row = 0; row < Rows; row++)
            await ReadAsync(row, isIdempotent: true);
    }

    /// <summary>Sends a request at random, and notes what becomes of it.</summary>
    /// <param name="limit">How long it may take, with all its tries.</param>
    public async Task AskAsync(TimeSpan limit)
    {
        var kind = Kinds[_random.Next(Kinds.Count)];
        var row = _random.Next(Rows);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await (kind is Read or ReadOnce ? ReadAsync(row, kind == Read) : WriteAsync(row, kind == Write)).WaitAsync(limit);
            tally.Add(FaultTally.Answered, kind, start);
        }
        catch (DriverException failure)
        {
            tally.Add(failure.GetType().Name, kind, start);
            if (Stopwatch.GetElapsedTime(start) > limit)
                tally.Violate($"A {kind} took {Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s to fail with {failure.GetType().Name}.");
            await Task.Delay(PauseMillis); // as callers do: while no connection is open, requests fail as fast as they are sent
        }
        catch (TimeoutException)
        {
            tally.Add("never ended", kind, start);
            tally.Violate($"A {kind} did not end within {limit.TotalSeconds:f1} s.");
        }
        catch (Exception failure) // any other is what this looks for
        {
            tally.Add(failure.GetType().Name, kind, start);
            tally.Violate($"A {kind} failed with {failure}");
        }
    }

    async Task ReadAsync(int row, bool isIdempotent)
    {
        var least = _acknowledged[row];
        var rows = (await session.ExecuteAsync(select.Bind("v1", _keys[row]).SetIdempotence(isIdempotent).SetReadTimeoutMillis(TimeoutMillis))).ToList();
        if (rows is not [var found])
        {
            tally.Violate($"The read of {_keys[row]} was answered with {rows.Count} rows.");
            return;
        }

        var (key, value) = (found.GetValue<string>("input"), found.GetValue<IDictionary<string, float>>("prediction")["number"]);
        if (key != _keys[row])
            tally.Violate($"The read of {_keys[row]} was answered with {key}.");
        else if (value < least || value > _written)
            tally.Violate(string.Create(CultureInfo.InvariantCulture, $"{key} held {value} where {least} was acknowledged and {_written} written last."));
    }

    async Task WriteAsync(int row, bool isIdempotent)
    {
        var value = ++_written; // whole numbers below 16 million, which a float holds
        var bound = insert.Bind("v1", _keys[row], new Dictionary<string, float> { ["number"] = value });
        var rows = await session.ExecuteAsync(bound.SetIdempotence(isIdempotent).SetReadTimeoutMillis(TimeoutMillis));
        if (rows.Any())
            tally.Violate($"The write of {_keys[row]} was answered with a row.");
        _acknowledged[row] = value;
    }
}
