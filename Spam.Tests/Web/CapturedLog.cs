using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Spam.Tests.Web;

/// <summary>Keeps log lines for tests to read.</summary>
sealed class CapturedLog : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The lines so far, with their exceptions.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
