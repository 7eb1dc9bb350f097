using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Health;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Predictions;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;

namespace Spam.Web.OpenInference;

/// <summary>The REST routes of the Open Inference Protocol, version 2, for texts.</summary>
static class OpenInferenceApi
{
    static readonly string _version = typeof(OpenInferenceApi).Assembly.GetName().Version!.ToString(3); // the compiler gives one

    public static void MapOpenInference(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2", Server).WithName("inference_server");
        routes.MapGet("/v2/health/live", Live).WithName("inference_live").DisableRateLimiting();
        routes.MapGet("/v2/health/ready", Ready).WithName("inference_ready").DisableRateLimiting();
        routes.MapGet("/v2/models", Models).WithName("inference_models");
        foreach (var (path, name) in new[] { ("/v2/models/{model}", "inference_model"), ("/v2/models/{model}/versions/{version}", "inference_version") })
        {
            routes.MapGet(path, Metadata).WithName($"{name}_metadata");
            routes.MapGet($"{path}/ready", ModelReady).WithName($"{name}_ready");
            routes.MapPost($"{path}/infer", Infer).WithName($"{name}_infer");
        }

        routes.MapPost("/v2/repository/index", Index).WithName("inference_repository_index");
        routes.MapPost("/v2/repository/models/{model}/load", ChangeNothing);
        routes.MapPost("/v2/repository/models/{model}/unload", ChangeNothing);
    }

    static Task Server(HttpContext http, Settings settings) => http.SendAsync(StatusCodes.Status200OK, ModelJson.Server(settings.ApiName, _version));

    static Task Live(HttpContext http) => http.SendAsync(StatusCodes.Status200OK, "{\"live\":true}"u8.ToArray());

    static async Task Ready(HttpContext http, Readiness readiness)
    {
        var findings = await readiness.CheckAsync(http.RequestAborted);
        if (!findings.CanAnswer)
        {
            throw new RefusedException(
                StatusCodes.Status503ServiceUnavailable,
                findings.State == ReadyState.Stopping ? "The server is stopping." : "The server cannot answer; /health/ready says why.");
        }

        await http.SendAsync(StatusCodes.Status200OK, "{\"ready\":true}"u8.ToArray());
    }

    static Task Models(HttpContext http, ModelRepository models) => http.SendAsync(StatusCodes.Status200OK, ModelJson.Models(models.Names));

    static async Task Metadata(HttpContext http, ModelRepository models)
    {
        using var model = Borrow(http, models);
        var versions = models.StatusOf(model.Name).Where(status => status.State == VersionState.Available).Select(status => status.Version);
        await http.SendAsync(StatusCodes.Status200OK, ModelJson.Metadata(model.Name, [.. versions], model.Classifier.Platform, model.Classifier.Labels.Count));
    }

    static async Task ModelReady(HttpContext http, ModelRepository models)
    {
        using var model = Borrow(http, models);
        await http.SendAsync(StatusCodes.Status200OK, ModelJson.Ready(model.Name));
    }

    static async Task Infer(HttpContext http, ModelRepository models, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        if (http.Request.Headers.ContainsKey(InferRequest.BinaryHeader))
            throw InferRequest.NoBinary($"The header '{InferRequest.BinaryHeader}'");

        var body = await http.Request.ReadObjectAsync(http.RequestAborted);
        using var model = Borrow(http, models);
        var request = InferRequest.From(body, settings.Limits);
        log.Record(http.CallerId(), [.. request.Texts]);
        var answers = await predictions.PredictAsync(model, request.Texts, skipCache: false, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, InferJson.Write(model.Name, model.Version, model.Classifier.Labels.Count, request, answers));
    }

    static async Task Index(HttpContext http, ModelRepository models)
    {
        var onlyReady = Member.Switch(await http.Request.ReadObjectIfAnyAsync(http.RequestAborted), "ready", "The request");
        var versions = models.Names.SelectMany(name => models.StatusOf(name).Select(status => (name, status)));
        await http.SendAsync(StatusCodes.Status200OK, ModelJson.Index(versions.Where(version => !onlyReady || version.status.State == VersionState.Available)));
    }

    static Task ChangeNothing() => throw RefusedException.Bad("Models are loaded and unloaded by their folder, which the server watches; never by a call.");

    static ModelLease Borrow(HttpContext http, ModelRepository models)
    {
        var name = (string)http.Request.RouteValues["model"]!; // every path that comes here names one
        return models.Borrow(http.Request.RouteValues["version"] is string asked
            ? new(name, VersionNumber.Find(models.StatusOf(name).Select(status => status.Version), asked) ?? asked)
            : new(name));
    }
}
