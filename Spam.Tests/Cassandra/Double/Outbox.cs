using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>What goes to one client: written by one at a time, together where it came together.</summary>
sealed class Outbox(Stream stream, Gate gate)
{
    readonly Lock _lock = new();
    WireWriter _pending = new();
    WireWriter _sending = new();
    Task _flush = Task.CompletedTask;
    bool _isFlushing;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _pending.Raw(bytes);
            if (_isFlushing)
                return;
            _isFlushing = true;
            _flush = Task.Run(FlushAsync);
        }
    }

    /// <summary>Done when all that was sent is written.</summary>
    public Task DrainAsync()
    {
        lock (_lock)
            return _flush;
    }

    async Task FlushAsync()
    {
        try
        {
            while (true)
            {
                await gate.PassAsync();
                lock (_lock)
                {
                    if (_pending.Length == 0)
                    {
                        _isFlushing = false;
                        return;
                    }

                    (_pending, _sending) = (_sending, _pending);
                }

                await stream.WriteAsync(_sending.Memory);
                await stream.FlushAsync();
                _sending.Clear();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the client is gone; its reader sees it too, and ends the connection
        }
    }
}
