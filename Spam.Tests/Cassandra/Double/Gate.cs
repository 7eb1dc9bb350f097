namespace Spam.Tests.Cassandra.Double;

/// <summary>Open, or shut until it is opened again: a stopped process.</summary>
sealed class Gate
{
    TaskCompletionSource? _shut;

    public void Shut() => _shut ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => Interlocked.Exchange(ref _shut, null)?.TrySetResult();

    /// <summary>Done when it is open.</summary>
    public Task PassAsync() => _shut?.Task ?? Task.CompletedTask;
}
