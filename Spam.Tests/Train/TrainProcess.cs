using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Spam.Tests.Train;

/// <summary>The command line as a process of its own.</summary>
sealed class TrainProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly Task<string> _error;

    TrainProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    [DllImport("libc", SetLastError = true)]
    static extern int kill(int process, int signal);

    /// <summary>What it reads.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>What it writes.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts it, with all of its memory limited where <paramref name="heapMegabytes"/> is given.</summary>
    public static TrainProcess Start(string folder, IReadOnlyList<string> arguments, int? heapMegabytes = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Spam.Train.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (heapMegabytes is { } megabytes)
            start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{megabytes << 20:X}";
        return new(Process.Start(start)!); // a program is named: there is a process
    }

    /// <summary>Sends what Ctrl-C sends.</summary>
    public void Interrupt() => Assert.Equal(0, kill(_process.Id, 2));

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
