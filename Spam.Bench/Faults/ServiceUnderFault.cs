using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spam.Bench.Reload;

namespace Spam.Bench.Faults;

/// <summary>The service as it is looked at from outside.</summary>
sealed class ServiceUnderFault(ServiceProcess process, Uri address) : IAsyncDisposable
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    readonly HttpClient _client = new() { BaseAddress = address, Timeout = _patience };

    /// <summary>Its process.</summary>
    public ServiceProcess Process => process;

    /// <summary>Where it listens.</summary>
    public Uri Address => address;

    /// <summary>The sum of a metric over all its labels, or over those that have these words.</summary>
    public async Task<long> MetricAsync(string name, string words = "")
    {
        var text = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return (long)text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{' && line.Contains(words, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>What it says of its readiness: the status, how it is all in all, and whether its store answers.</summary>
    public async Task<(int Status, string State, string Store)> ReadyAsync()
    {
        using var response = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var findings = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return ((int)response.StatusCode, findings.GetProperty("status").GetString()!, findings.GetProperty("store").GetProperty("state").GetString()!); // both are always told
    }

    /// <summary>Waits until it is in a state.</summary>
    /// <returns>How many milliseconds that took.</returns>
    /// <exception cref="TimeoutException">It did not come to it.</exception>
    public async Task<double> UntilAsync(string state)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await ReadyAsync()).State != state)
        {
            if (Stopwatch.GetElapsedTime(start) > _patience)
                throw new TimeoutException($"the service did not become {state} within {_patience.TotalSeconds:0} s");
            await Task.Delay(20);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
