using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Http;

namespace Spam.Web.Predictions;

static class PredictionApi
{
    public static void MapPredictions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/prediction", PostOne).WithName("single_text_prediction_prediction_post");
        routes.MapGet("/prediction", GetOne).WithName("single_text_prediction_get_prediction_get");
        routes.MapPost("/predictions", PostMany).WithName("multiple_text_predictions_predictions_post");
    }

    static async Task PostOne(HttpContext http, PredictionService predictions, CallLogQueue log, Settings settings)
        => await AnswerOneAsync(http, Fields.OfBody(await http.Request.ReadJsonAsync(http.RequestAborted)), predictions, log, settings);

    static Task GetOne(HttpContext http, PredictionService predictions, CallLogQueue log, Settings settings)
        => AnswerOneAsync(http, Fields.OfQuery(http.Request.QueryString.Value ?? ""), predictions, log, settings);

    static async Task PostMany(HttpContext http, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        var fields = Fields.OfBody(await http.Request.ReadJsonAsync(http.RequestAborted));
        var query = MultipleTextQuery.From(fields, settings.Limits);
        if (fields.Errors.Count > 0)
        {
            await RefuseAsync(http, fields);
            return;
        }

        log.Record(http.CallerId(), [.. query.Texts]);
        var answers = await predictions.PredictAsync(query.Texts, query.SkipCache, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, PredictionJson.Many(answers, query.EchoInput ? query.Texts : null));
    }

    static async Task AnswerOneAsync(HttpContext http, Fields fields, PredictionService predictions, CallLogQueue log, Settings settings)
    {
        var query = SingleTextQuery.From(fields, settings.Limits);
        if (fields.Errors.Count > 0)
        {
            await RefuseAsync(http, fields);
            return;
        }

        log.Record(http.CallerId(), query.Text);
        var answers = await predictions.PredictAsync([query.Text], query.SkipCache, http.RequestAborted);
        await http.SendAsync(StatusCodes.Status200OK, PredictionJson.One(answers[0], query.EchoInput ? query.Text : null));
    }

    static Task RefuseAsync(HttpContext http, Fields fields)
        => http.SendAsync(StatusCodes.Status422UnprocessableEntity, ValidationError.ToJson(fields.Errors));
}
