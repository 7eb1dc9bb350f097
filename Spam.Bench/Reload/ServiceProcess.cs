using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Spam.Bench.Reload;

/// <summary>The service as a process of its own, on any free port of this machine.</summary>
sealed partial class ServiceProcess : IAsyncDisposable
{
    const int Sigterm = 15;

    readonly Process _process;
    readonly TaskCompletionSource<Uri> _address = new();
    readonly List<string> _lines = [];
    readonly Task _reading;

    ServiceProcess(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>How much memory it has, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Begins it with variables of the environment.</summary>
    public static ServiceProcess Begin(IReadOnlyDictionary<string, string> variables)
    {
        // Beside this program's own folder stands the service's, built with it.
        var target = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(target.Parent!.Parent!.Parent!.Parent!.FullName, "Spam.Web", "bin", target.Parent.Name, target.Name, "Spam.Web.dll"); // …/Spam.Bench/bin/Release/net10.0
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new(Process.Start(start)!); // a program is named: there is a process
    }

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task;

    /// <summary>Waits until it has logged a line with both words.</summary>
    public async Task LoggedAsync(string one, string other, CancellationToken cancellation)
    {
        while (!Logged(one, other))
            await Task.Delay(5, cancellation);
    }

    /// <summary>How many lines it has logged with a word in them, but for the line of each request.</summary>
    public int Logged(string word)
    {
        lock (_lines)
            return _lines.Count(line => line.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public void Terminate() => _ = Send(_process.Id, Sigterm);

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    bool Logged(string one, string other)
    {
        lock (_lines)
            return _lines.Exists(line => line.Contains(one, StringComparison.Ordinal) && line.Contains(other, StringComparison.Ordinal));
    }

    async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("answers on", StringComparison.Ordinal))
                _address.TrySetResult(new(Address().Match(line).Value));
            else if (!line.Contains(" ms trace ", StringComparison.Ordinal)) // not the line of each request
                Keep(line);
        }

        _address.TrySetException(new InvalidOperationException("The service ended before it listened."));
    }

    void Keep(string line)
    {
        lock (_lines)
            _lines.Add(line);
    }
}
