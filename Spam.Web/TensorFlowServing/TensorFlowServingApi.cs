using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Predictions;
using Spam.Web.Repository;

namespace Spam.Web.TensorFlowServing;

/// <summary>The REST routes of TensorFlow Serving, for texts.</summary>
static class TensorFlowServingApi
{
    static readonly (string Path, string Name)[] _models =
    [
        ("/v1/models/{model}", "serving_model"),
        ("/v1/models/{model}/versions/{version}", "serving_version"),
        ("/v1/models/{model}/labels/{label}", "serving_label"),
    ];

    public static void MapTensorFlowServing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/models", NoModel);
        foreach (var (path, name) in _models)
        {
            routes.MapGet(path, Status).WithName($"{name}_status");
            routes.MapGet($"{path}/metadata", Metadata).WithName($"{name}_metadata");
            routes.MapPost($"{path}:predict", Predict).WithName($"{name}_predict");
            routes.MapPost($"{path}:classify", Classify).WithName($"{name}_classify");
            routes.MapPost($"{path}:regress", Regress); // without a name, and so without a description: it is always refused
        }
    }

    static Task NoModel(HttpContext http) => http.SendDetailAsync(StatusCodes.Status400BadRequest, "Missing model name in request.");

    static Task Status(HttpContext http, ServingModels models)
        => http.SendAsync(StatusCodes.Status200OK, ServingJson.Status(models.StatusOf(ChoiceOf(http))));

    static async Task Metadata(HttpContext http, ServingModels models)
    {
        using var model = models.Borrow(ChoiceOf(http));
        await http.SendAsync(StatusCodes.Status200OK, ServingJson.Metadata(model.Name, model.Version, model.Classifier.Labels.Count));
    }

    // What is looked at first is the server's order: the JSON, the model, the signature, the texts.
    static async Task Predict(HttpContext http, ServingModels models, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        var body = await http.Request.ReadObjectAsync(http.RequestAborted);
        var signatureName = Signature.NameIn(body);
        using var model = models.Borrow(ChoiceOf(http));
        var signature = Signature.Find(signatureName);
        var request = PredictRequest.From(body, settings.Limits);
        log.Record(http.CallerId(), [.. request.Texts]);
        var answers = await predictions.PredictAsync(model, request.Texts, skipCache: false, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, ServingJson.Predictions(answers, request.IsRows, signature.HasClasses, model.Classifier.Labels.Count));
    }

    static async Task Classify(HttpContext http, ServingModels models, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        var body = await http.Request.ReadObjectAsync(http.RequestAborted);
        var signatureName = Signature.NameIn(body);
        var texts = ClassifyRequest.TextsOf(body, settings.Limits);
        using var model = models.Borrow(ChoiceOf(http));
        Signature.Find(signatureName); // with either the answer is the same: labels and scores
        log.Record(http.CallerId(), [.. texts]);
        var answers = await predictions.PredictAsync(model, texts, skipCache: false, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, ServingJson.Classifications(answers, model.Classifier.Labels.Count));
    }

    static async Task Regress(HttpContext http, ServingModels models, Settings settings)
    {
        var body = await http.Request.ReadObjectAsync(http.RequestAborted);
        var signatureName = Signature.NameIn(body);
        ClassifyRequest.TextsOf(body, settings.Limits);
        using var model = models.Borrow(ChoiceOf(http));
        throw RefusedException.Bad(
            $"Expected regression signature method_name to be tensorflow/serving/regress. Was: {Signature.Find(signatureName).Method}. The model classifies: ask with :classify or :predict.");
    }

    static ModelChoice ChoiceOf(HttpContext http)
    {
        var route = http.Request.RouteValues;
        var choice = new ModelChoice((string)route["model"]!, route["version"] as string, route["label"] as string); // every path here names a model
        return choice.Version is null || choice.Version.All(char.IsAsciiDigit)
            ? choice
            : throw RefusedException.Bad($"Malformed request: {http.Request.Method} {http.Request.Path}");
    }
}
