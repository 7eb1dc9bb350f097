namespace Spam.Web.CallLog;

/// <summary>Keeps what was asked by whom. It may be slow, absent or broken: a queue stands in front of it, and no request waits for it.</summary>
interface ICallLog
{
    /// <summary>Adds calls, in their order. When the task ends well they outlive the process.</summary>
    Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation);

    /// <summary>A caller's calls of one hour, oldest first, as they come from the store.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="hour">The hour's beginning, in UTC.</param>
    /// <param name="cancellation">Stops reading.</param>
    IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, CancellationToken cancellation);

    /// <summary>Removes what is older than its lifetime.</summary>
    Task SweepAsync(CancellationToken cancellation);
}
