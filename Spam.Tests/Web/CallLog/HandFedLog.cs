using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Spam.Web.CallLog;

namespace Spam.Tests.Web.CallLog;

/// <summary>A log whose rows a test hands out one by one.</summary>
sealed class HandFedLog : ICallLog
{
    public Channel<string> Rows { get; } = Channel.CreateUnbounded<string>();

    public Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation) => Task.CompletedTask;

    public async IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var text in Rows.Reader.ReadAllAsync(cancellation))
            yield return new(caller, hour, text);
    }

    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
}
