using System.Diagnostics;
using System.Net.Sockets;

namespace Spam.Bench.Load;

/// <summary>Asks again and again whether a service lives, on a thread and a connection of its own: what else the sender is busy with does not count.</summary>
sealed class LiveWatch : IDisposable
{
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly List<double> _milliseconds = [];
    readonly Thread _thread;
    volatile bool _isOver;

    /// <summary>Begins.</summary>
    public LiveWatch(Uri server)
    {
        _socket.Connect(server.Host, server.Port);
        _thread = new(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends.</summary>
    /// <returns>How long each answer took.</returns>
    public List<double> End()
    {
        _isOver = true;
        _thread.Join();
        return _milliseconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    void Watch()
    {
        var received = new byte[4_096];
        while (!_isOver)
        {
            var start = Stopwatch.GetTimestamp();
            _socket.Send("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n"u8);
            var length = 0;
            do
            {
                var count = _socket.Receive(received.AsSpan(length));
                if (count == 0)
                    return; // the service closed the connection: it is over
                length += count;
            }
            while (received.AsSpan(0, length).IndexOf("}"u8) < 0); // the body is one short object

            _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Thread.Sleep(_pause);
        }
    }
}
