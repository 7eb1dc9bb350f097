namespace Spam.Web.CallLog;

/// <summary>Keeps nothing.</summary>
sealed class NoCallLog : ICallLog
{
    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, CancellationToken cancellation) => AsyncEnumerable.Empty<Call>();

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
}
