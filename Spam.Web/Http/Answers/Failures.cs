using System.Globalization;
using Spam.Web.Inference;
using Spam.Web.Json;
using Spam.Web.Metrics;
using Spam.Web.Repository;

namespace Spam.Web.Http.Answers;

/// <summary>Turns what goes wrong into answers that tell no secrets.</summary>
sealed class Failures(RequestDelegate next, ServiceMeter meter, ILogger<Failures> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (RefusedException cause)
        {
            await http.SendDetailAsync(cause.Status, cause.Message);
        }
        catch (JsonUnreadableException)
        {
            await http.SendDetailAsync(StatusCodes.Status400BadRequest, "There was an error parsing the body");
        }
        catch (UnknownModelException cause)
        {
            await http.SendDetailAsync(StatusCodes.Status404NotFound, cause.Message);
        }
        catch (ModelNotReadyException cause)
        {
            await http.SendDetailAsync(StatusCodes.Status503ServiceUnavailable, cause.Message);
        }
        catch (OverloadedException cause)
        {
            meter.Rejected(Rejection.Overloaded);
            http.Response.Headers.RetryAfter = Math.Clamp(Math.Ceiling(cause.RetryAfter.TotalSeconds), 1, 60).ToString(CultureInfo.InvariantCulture);
            await http.SendDetailAsync(StatusCodes.Status429TooManyRequests, cause.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // for the log: nobody is there to read it
        }
        catch (BadHttpRequestException cause) when (!http.Response.HasStarted)
        {
            var isLarge = cause.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await http.SendDetailAsync(cause.StatusCode, isLarge ? "The body is too large." : "The request cannot be read.");
        }
        catch (Exception cause)
        {
            Log.RequestFailed(logger, cause);
            if (http.Response.HasStarted)
                http.Abort(); // half an answer must not look whole
            else
                await http.SendDetailAsync(StatusCodes.Status500InternalServerError, "Internal Server Error");
        }
    }
}
