namespace Spam.Web.Storage.Sqlite;

/// <summary>Work that waits to be committed.</summary>
/// <param name="work">The statements.</param>
sealed class PendingWrite(Action<SqliteSession> work)
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The statements.</summary>
    public Action<SqliteSession> Work => work;

    /// <summary>Ends with the commit.</summary>
    public Task Done => _done.Task;

    /// <summary>It is committed.</summary>
    public void Succeed() => _done.SetResult();

    /// <summary>It is not.</summary>
    public void Fail(Exception cause) => _done.SetException(cause);
}
