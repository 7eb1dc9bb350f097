using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spam.Web;
using Spam.Web.Classification;
using Spam.Web.Configuration;
using Spam.Web.Repository;

namespace Spam.Tests.Web;

/// <summary>The whole API on a port of its own on this machine, with an empty store.</summary>
sealed class TestServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder;
    readonly WebApplication _app;

    TestServer(TemporaryFolder folder, WebApplication app, CapturedLog log) => (_folder, _app, Log) = (folder, app, log);

    /// <summary>Patient settings: nothing here depends on how busy the machine is.</summary>
    public static Settings Settings { get; } = new()
    {
        Port = 0,
        ApiName = "Golden API",
        ModelVersion = "v1",
        ModelDirectory = "training/trained_model_v1",
        MockModel = true,
        Keyspace = "golden",
        StoreTimeout = TimeSpan.FromSeconds(30),
        StopGrace = TimeSpan.Zero,
    };

    /// <summary>What was logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>Its port.</summary>
    public int Port => new Uri(Address).Port;

    /// <summary>Its address.</summary>
    public string Address => Server.AddressOf(_app);

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The folder of its store.</summary>
    public string DataDirectory => _folder["data"];

    /// <summary>Starts it with the workshop's mock, or the models that settings mean, or others.</summary>
    public static async Task<TestServer> StartAsync(Settings? settings = null, ITextClassifier? classifier = null, Action<IServiceCollection>? change = null, ModelRepository? models = null)
    {
        var folder = new TemporaryFolder();
        settings ??= Settings;
        models ??= classifier is null ? ModelRepository.Open(settings) : ModelRepository.Of(classifier);
        if (settings.DataDirectory == Settings.DataDirectory)
            settings = settings with { DataDirectory = folder["data"] };
        var log = new CapturedLog();
        var app = Server.Build(settings, models, services =>
        {
            services.AddLogging(logging => logging.ClearProviders().AddProvider(log));
            change?.Invoke(services);
        });
        await app.StartAsync();
        return new(folder, app, log);
    }

    /// <summary>Sends a request of the usual form.</summary>
    public Task<RawAnswer> SendAsync(string method, string target, string? body = null, params (string Name, string Value)[] headers)
        => RawClient.SendAsync(Port, method, target, body, headers);

    /// <summary>Classifies one text.</summary>
    public Task<RawAnswer> PredictAsync(string text) => SendAsync("POST", "/prediction", $$"""{"text":"{{text}}"}""");

    /// <summary>Stops it as a signal would.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
