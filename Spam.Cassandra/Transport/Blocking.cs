namespace Spam.Cassandra.Transport;

/// <summary>
/// The one place where this client blocks a thread: behind the synchronous members that the driver has too (<c>Connect</c>, <c>Execute</c>, <c>Prepare</c>,
/// going through a <c>RowSet</c> past its page, <c>Shutdown</c>, <c>Dispose</c>). Nothing inside the client calls them.
/// </summary>
static class Blocking
{
    /// <summary>Waits for the task.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="millis"/>; 0 and less wait for ever.</exception>
    public static void Wait(Task task, int millis)
    {
        if (millis > 0 && !task.IsCompleted && !((IAsyncResult)task).AsyncWaitHandle.WaitOne(millis))
            throw new TimeoutException($"The call took longer than {millis} ms. Builder.WithQueryTimeout allows more; the asynchronous members have no such limit.");
        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Wait(Task, int)"/>
    public static T Wait<T>(Task<T> task, int millis)
    {
        Wait((Task)task, millis);
        return task.GetAwaiter().GetResult();
    }
}
