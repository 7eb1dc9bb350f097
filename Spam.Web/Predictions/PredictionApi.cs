using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Repository;

namespace Spam.Web.Predictions;

static class PredictionApi
{
    public static void MapPredictions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/prediction", PostOne).WithName("single_text_prediction_prediction_post");
        routes.MapGet("/prediction", GetOne).WithName("single_text_prediction_get_prediction_get");
        routes.MapPost("/predictions", PostMany).WithName("multiple_text_predictions_predictions_post");
        routes.MapChosen("/models/{name}", "model");
        routes.MapChosen("/models/{name}/versions/{version}", "version");
        routes.MapChosen("/models/{name}/labels/{label}", "label");
    }

    // The same routes for a model of the caller's choice.
    static void MapChosen(this IEndpointRouteBuilder routes, string prefix, string chosen)
    {
        routes.MapPost($"{prefix}/prediction", PostOne).WithName($"{chosen}_prediction_post");
        routes.MapGet($"{prefix}/prediction", GetOne).WithName($"{chosen}_prediction_get");
        routes.MapPost($"{prefix}/predictions", PostMany).WithName($"{chosen}_predictions_post");
    }

    static async Task PostOne(HttpContext http, ModelRepository models, PredictionService predictions, CallLogQueue log, Settings settings)
        => await AnswerOneAsync(http, Fields.OfBody(await http.Request.ReadJsonAsync(http.RequestAborted)), models, predictions, log, settings);

    static Task GetOne(HttpContext http, ModelRepository models, PredictionService predictions, CallLogQueue log, Settings settings)
        => AnswerOneAsync(http, Fields.OfQuery(http.Request.QueryString.Value ?? ""), models, predictions, log, settings);

    static async Task PostMany(HttpContext http, ModelRepository models, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        var fields = Fields.OfBody(await http.Request.ReadJsonAsync(http.RequestAborted));
        using var model = Borrow(http, models);
        var query = MultipleTextQuery.From(fields, settings.Limits);
        if (fields.Errors.Count > 0)
        {
            await RefuseAsync(http, fields);
            return;
        }

        log.Record(http.CallerId(), [.. query.Texts]);
        var answers = await predictions.PredictAsync(model, query.Texts, query.SkipCache, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, PredictionJson.Many(answers, query.EchoInput ? query.Texts : null));
    }

    static async Task AnswerOneAsync(
        HttpContext http, Fields fields, ModelRepository models, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        using var model = Borrow(http, models);
        var query = SingleTextQuery.From(fields, settings.Limits);
        if (fields.Errors.Count > 0)
        {
            await RefuseAsync(http, fields);
            return;
        }

        log.Record(http.CallerId(), query.Text);
        var answers = await predictions.PredictAsync(model, [query.Text], query.SkipCache, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, PredictionJson.One(answers[0], query.EchoInput ? query.Text : null));
    }

    // Once the body is here: however slowly it came, no old model waited for it.
    static ModelLease Borrow(HttpContext http, ModelRepository models)
    {
        var route = http.Request.RouteValues;
        if (route.Count == 0)
            return models.Borrow(default);

        var model = models.Borrow(new(route["name"] as string, route["version"] as string, route["label"] as string));
        http.Response.Headers["X-Model-Version"] = Uri.EscapeDataString(model.Version);
        return model;
    }

    static Task RefuseAsync(HttpContext http, Fields fields)
        => http.Request.AcceptsProblem()
            ? http.SendProblemAsync(
                StatusCodes.Status422UnprocessableEntity, $"The request has {fields.Errors.Count} {(fields.Errors.Count == 1 ? "error" : "errors")}.", ValidationError.ListOf(fields.Errors))
            : http.SendAsync(StatusCodes.Status422UnprocessableEntity, ValidationError.ToJson(fields.Errors));
}
