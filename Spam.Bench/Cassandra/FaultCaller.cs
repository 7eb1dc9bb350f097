using System.Diagnostics;
using System.Globalization;
using Cassandra;

namespace Spam.Bench.Cassandra;

/// <summary>
/// One caller with rows of its own. Each row holds its key and a number that grows from write to write, so that a row read shows whether it is the row that was asked for,
/// and whether a write that was acknowledged is in it. Writes that must not be done twice append to lists, which show whether one was.
/// </summary>
sealed class FaultCaller(ISession session, FaultStatements statements, int number, FaultTally tally)
{
    /// <summary>The time-out of one try.</summary>
    public const int TimeoutMillis = 200;

    const int Rows = 64, PauseMillis = 10;
    const string Read = "read", ReadOnce = "read once", Write = "write", Append = "append once";

    readonly string[] _keys = [.. Enumerable.Range(0, Rows).Select(row => $"row {row} of caller {number}")];
    readonly int[] _acknowledged = new int[Rows];
    readonly List<int>[] _appended = [.. Enumerable.Range(0, Rows).Select(_ => new List<int>())];
    readonly Random _random = new(number);
    int _written;

    /// <summary>The kinds of requests: those that may be done twice, and those that must not.</summary>
    public static IReadOnlyList<string> Kinds => [Read, ReadOnce, Write, Append];

    /// <summary>Writes all rows once.</summary>
    public async Task BeginAsync()
    {
        for (var row = 0; row < Rows; row++)
            await WriteAsync(row);
    }

    /// <summary>Reads all rows and lists.</summary>
    public async Task EndAsync()
    {
        for (var row = 0; row < Rows; row++)
        {
            await ReadAsync(row, isIdempotent: true);
            await CheckListAsync(row);
        }
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
            await (kind == Write ? WriteAsync(row) : kind == Append ? AppendAsync(row) : ReadAsync(row, kind == Read)).WaitAsync(limit);
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
        var rows = (await ExecuteAsync(statements.Select.Bind("v1", _keys[row]), isIdempotent)).ToList();
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

    async Task WriteAsync(int row)
    {
        var value = ++_written; // whole numbers below 16 million, which a float holds
        var rows = await ExecuteAsync(statements.Insert.Bind("v1", _keys[row], new Dictionary<string, float> { ["number"] = value }), isIdempotent: true);
        if (rows.Any())
            tally.Violate($"The write of {_keys[row]} was answered with a row.");
        _acknowledged[row] = value;
    }

    async Task AppendAsync(int row)
    {
        var value = ++_written;
        var rows = await ExecuteAsync(statements.Append.Bind(new List<int> { value }, _keys[row]), isIdempotent: false);
        if (rows.Any())
            tally.Violate($"Appending to {_keys[row]} was answered with a row.");
        _appended[row].Add(value);
    }

    async Task CheckListAsync(int row)
    {
        var found = (await ExecuteAsync(statements.Entries.Bind(_keys[row]), isIdempotent: true)).FirstOrDefault();
        var entries = found?.GetValue<IEnumerable<int>>("entries")?.ToList() ?? [];
        var (lost, twice) = (_appended[row].Except(entries).Count(), entries.Count - entries.Distinct().Count());
        if (lost > 0 || twice > 0)
            tally.Violate($"Of the list of {_keys[row]}, {lost} acknowledged entries are lost, and {twice} are there twice.");
    }

    Task<RowSet> ExecuteAsync(BoundStatement statement, bool isIdempotent)
        => session.ExecuteAsync(statement.SetIdempotence(isIdempotent).SetReadTimeoutMillis(TimeoutMillis));
}
