using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Spam.Tests.Web;

/// <summary>The API as a process of its own, on a port of its own, in an empty folder.</summary>
sealed partial class ServerProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly Task<string> _error;
    readonly List<string> _lines = [];

    ServerProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Address();

    [DllImport("libc", SetLastError = true)]
    static extern int kill(int process, int signal);

    /// <summary>Its port, once it listens.</summary>
    public int Port { get; private set; }

    /// <summary>The lines that it printed.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Begins it in <paramref name="folder"/>, without any setting of this process, and with the mock unless told otherwise.</summary>
    public static ServerProcess Begin(string folder, params (string Name, string Value)[] settings) => Begin(folder, [], settings);

    /// <summary>Begins it with arguments.</summary>
    public static ServerProcess Begin(string folder, IReadOnlyList<string> arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Spam.Web.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["HOST", "STORE", "API_KEYS", "API_NAME", "DATA_DIRECTORY", "MODEL_DIRECTORY", "MODEL_VERSION", "MODEL_REPOSITORY", "DEFAULT_MODEL", "MODEL_VERSION_POLICY", "MODEL_LABELS", "MODEL_POLL_SECONDS", "LOG_FORMAT", "STORE_TIMEOUT_MS", "ASTRA_DB_KEYSPACE"])
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new(Process.Start(start)!); // a program is named: there is a process
    }

    /// <summary>Begins it with the mock on any free port, and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        var server = Begin(folder, [("PORT", "0"), ("MOCK_MODEL_CLASS", "1"), .. settings]);
        while (server.Port == 0)
        {
            var line = await server._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server ended: {await server._error}");
            server._lines.Add(line);
            if (line.Contains("answers on", StringComparison.Ordinal))
                server.Port = int.Parse(Address().Match(line).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }

        return server;
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public void Terminate() => Assert.Equal(0, kill(_process.Id, 15));

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _lines.Add(line);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
