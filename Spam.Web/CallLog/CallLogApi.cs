using System.Buffers;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;

namespace Spam.Web.CallLog;

static class CallLogApi
{
    static readonly byte[] _begin = "["u8.ToArray(), _end = "]"u8.ToArray();
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static void MapCallLog(this IEndpointRouteBuilder routes)
        => routes.MapGet("/recent_log", RecentCalls).WithName("get_recent_calls_log_recent_log_get");

    static async Task RecentCalls(HttpContext http, ICallLog log, CallLogQueue queue, TimeProvider clock, ILogger<ICallLog> logger)
    {
        await queue.FlushAsync(_patience, http.RequestAborted);
        IAsyncEnumerator<Call> rows;
        bool some;
        try
        {
            // Before anything is sent: from here on a failure can only cut the answer off.
            rows = log.ReadAsync(http.CallerId(), Call.HourOf(clock.GetUtcNow()), http.RequestAborted).GetAsyncEnumerator(http.RequestAborted);
            some = await rows.MoveNextAsync().AsTask().WaitAsync(_patience, clock, http.RequestAborted);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            Log.CallLogUnreadable(logger, cause.Message);
            await http.SendDetailAsync(StatusCodes.Status503ServiceUnavailable, "The call log cannot be read now.");
            return;
        }

        await using (rows)
            await StreamAsync(http, rows, some, logger);
    }

    // A chunk for each row: the list is never in memory whole, and the client sees rows as the store yields them.
    static async Task StreamAsync(HttpContext http, IAsyncEnumerator<Call> rows, bool some, ILogger logger)
    {
        var output = http.Response.Body;
        var row = new ArrayBufferWriter<byte>(256);
        http.Response.ContentType = JsonAnswer.ContentType;
        try
        {
            await output.WriteAsync(_begin, http.RequestAborted);
            for (var index = 0; some; index++)
            {
                row.ResetWrittenCount();
                if (index > 0)
                    row.Write(","u8);
                CallerLogEntry.Of(rows.Current, index).Write(row);
                await output.WriteAsync(row.WrittenMemory, http.RequestAborted);
                some = await rows.MoveNextAsync();
            }

            await output.WriteAsync(_end, http.RequestAborted);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            Log.CallLogUnreadable(logger, cause.Message);
            http.Abort(); // a list cut short must not look whole
        }
    }
}
