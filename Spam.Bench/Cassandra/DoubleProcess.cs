using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cassandra;

namespace Spam.Bench.Cassandra;

/// <summary>The process of <see cref="DoubleServer"/>, seen from the client's.</summary>
sealed class DoubleProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly int _port;

    DoubleProcess(Process process, int port) => (_process, _port) = (process, port);

    /// <summary>Starts this program once more, as a cluster of so many hosts.</summary>
    public static async Task<DoubleProcess> StartAsync(int hosts)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path, so it cannot be started a second time.");
        var arguments = new List<string> { "cassandra-double", hosts.ToString(CultureInfo.InvariantCulture) };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments.Insert(0, typeof(DoubleProcess).Assembly.Location);
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!; // a new one, not null
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process of the doubles did not start.");
        return new(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>The port of all its hosts.</summary>
    public int Port => _port;

    /// <summary>A builder for a client of the cluster.</summary>
    public Builder Client() => Cluster.Builder().AddContactPoint(new IPEndPoint(IPAddress.Loopback, _port));

    /// <summary>How long processors worked for it.</summary>
    public async Task<double> ProcessorSecondsAsync() => double.Parse(await AskAsync("time"), CultureInfo.InvariantCulture);

    /// <summary>Switches every kind of fault on, each for a share of the requests (a fiftieth of it where the connection breaks), and lets one host after the other fail for a while.</summary>
    public Task SwitchOnFaultsAsync(double share) => _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"faults {share}"));

    /// <summary>Switches all faults off; the answer is what was met.</summary>
    public Task<string> CalmAsync() => AskAsync("calm");

    /// <summary>Tells the first host what to do; returns when it does.</summary>
    /// <param name="order"><c>slow MILLISECONDS</c>, <c>suspend</c>, <c>resume</c>, <c>kill</c> or <c>revive</c>.</param>
    public Task TellAsync(string order) => AskAsync(order);

    /// <summary>How many rows a table has.</summary>
    public async Task<long> CountAsync(string table) => long.Parse(await AskAsync($"count {table}"), CultureInfo.InvariantCulture);

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process of the doubles ended.");
    }
}
