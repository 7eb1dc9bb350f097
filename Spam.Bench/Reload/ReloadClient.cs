using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Spam.Bench.Reload;

/// <summary>One caller who predicts new texts without pause, and looks at which version each answer comes from.</summary>
sealed class ReloadClient(Uri server, int number)
{
    const int SampleEvery = 100;

    /// <summary>Requests so far.</summary>
    public long Requests { get; private set; }

    /// <summary>Answers other than 200, and requests without one.</summary>
    public long Failures { get; private set; }

    /// <summary>What the first failure said.</summary>
    public string? FirstFailure { get; private set; }

    /// <summary>Answers whose labels are not those of the version that they claim.</summary>
    public long Wrong { get; private set; }

    /// <summary>The slowest answer, in milliseconds.</summary>
    public double Slowest { get; private set; }

    /// <summary>Some answers, to be compared with those of the model's files.</summary>
    public List<(string Text, string Version, double Score)> Samples { get; } = [];

    /// <summary>Asks until it is told to stop.</summary>
    /// <param name="seen">Gets the version of each answer.</param>
    /// <param name="stop">Tells to stop.</param>
    public async Task RunAsync(Action<string> seen, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server };
        for (var i = 0L; !stop.IsCancellationRequested; i++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await AskAsync(client, VersionMaker.Text((i * 1_000) + number), isSample: i % SampleEvery == 0, seen);
            }
            catch (Exception cause) when (cause is HttpRequestException or JsonException or TaskCanceledException)
            {
                Fail(cause.Message);
            }

            Requests++;
            Slowest = Math.Max(Slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    async Task AskAsync(HttpClient client, string text, bool isSample, Action<string> seen)
    {
        using var response = await client.PostAsJsonAsync(number % 2 == 0 ? "/models/spam/prediction" : "/prediction", new { text });
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            Fail($"{(int)response.StatusCode} {body}");
            return;
        }

        using var json = JsonDocument.Parse(body);
        var scores = json.RootElement.GetProperty("prediction").EnumerateObject().ToDictionary(score => score.Name, score => score.Value.GetDouble());
        var versions = scores.Keys.Select(label => label.Split('@')[^1]).Distinct().ToList();
        var claimed = response.Headers.TryGetValues("X-Model-Version", out var values) ? values.First() : versions[0];
        if (versions is not [var version] || version != claimed)
            Wrong++;
        seen(claimed);
        if (isSample)
            Samples.Add((text, claimed, scores.GetValueOrDefault($"spam@{claimed}")));
    }

    void Fail(string reason)
    {
        Failures++;
        FirstFailure ??= reason;
    }
}
