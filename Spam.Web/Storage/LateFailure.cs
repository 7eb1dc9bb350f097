namespace Spam.Web.Storage;

/// <summary>For work that is waited for so long, and no longer.</summary>
static class LateFailure
{
    /// <summary>The same task. If it fails when nobody waits for it any more, that counts as seen: .NET need not report it to the whole process.</summary>
    public static Task<T> Seen<T>(this Task<T> task)
    {
        if (!task.IsCompleted)
        {
            task.ContinueWith(
                static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return task;
    }
}
