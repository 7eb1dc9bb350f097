using Microsoft.Win32.SafeHandles;

namespace Spam.Train.Bulk;

/// <summary>The bytes that are piped in and out.</summary>
static class StandardStreams
{
    /// <summary>The standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>The standard output.</summary>
    /// <remarks>The console's own stream takes bytes for a pipe that nobody reads any more without a word; a file's stream says so.</remarks>
    public static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var handle = new SafeFileHandle(1, ownsHandle: false);
        using var probe = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return probe.CanSeek ? Console.OpenStandardOutput() : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    }
}
