using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Docs;
using Spam.Web.Health;
using Spam.Web.Http;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Routes;
using Spam.Web.Inference;
using Spam.Web.Info;
using Spam.Web.Metrics;
using Spam.Web.OpenInference;
using Spam.Web.Predictions;
using Spam.Web.RateLimits;
using Spam.Web.Repository;
using Spam.Web.Storage;
using Spam.Web.TensorFlowServing;
using Spam.Web.Ui;

namespace Spam.Web;

/// <summary>Puts the API together.</summary>
static class Server
{
    /// <summary>The API, ready to start.</summary>
    /// <param name="settings">What it reads from its surroundings.</param>
    /// <param name="models">What answers.</param>
    /// <param name="change">Replaces parts, for tests.</param>
    public static WebApplication Build(Settings settings, ModelRepository models, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear(); // settings come from one place
        builder.WebHost.ListenAsSet(settings);
        builder.Logging.WriteAsSet(settings);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(models);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StartTime>();
        builder.Services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator, TraceContext>());
        builder.Services.AddSingleton<RouteTable>();
        builder.Services.AddSingleton<PredictionService>();
        builder.Services.AddSingleton<ModelProbe>();
        builder.Services.AddSingleton<ServingModels>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<FindingsJson>();
        builder.Services.AddSingleton<ServiceInfo>();
        builder.Services.AddSingleton<ServiceMeter>();
        builder.Services.AddSingleton<ServiceGauges>();
        builder.Services.AddSingleton<MetricsListener>();
        builder.Services.AddSingleton<InferenceQueue>();
        builder.Services.AddRateLimits(settings.Rate);
        builder.Services.AddHosted<ModelWatch>();
        builder.Services.AddStorage(settings);
        builder.Services.AddHosted<CallLogQueue>();
        builder.Services.AddHosted<Drain>();
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.GetRequiredService<StartTime>(); // its time begins now
        app.UseForwardedHeadersOf(settings.TrustedProxies);
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<ClosingConnections>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<ExactPaths>();
        app.UseMiddleware<ApiKeys>();
        app.UseDocsAssets(settings);
        app.UseRouting();
        app.UseRateLimits(settings.Rate);
        app.MapInfo();
        app.MapPredictions();
        app.MapTensorFlowServing();
        app.MapOpenInference();
        app.MapCallLog();
        app.MapHealth();
        app.MapMetrics();
        app.MapDocs();
        app.MapUi();
        app.UseEndpoints(_ => { });
        app.Run(http => http.SendDetailAsync(StatusCodes.Status404NotFound, "Not Found"));
        return app;
    }

    /// <summary>Where a started API listens: <c>http://127.0.0.1:8000</c>.</summary>
    public static string AddressOf(WebApplication app)
        => app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
}
