namespace Spam.Web.Metrics;

/// <summary>Why a request was refused, as metrics name it.</summary>
static class Rejection
{
    /// <summary>More waits than can be done soon.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The caller asks too often.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The body, the URL or the headers are longer than allowed.</summary>
    public const string TooLarge = "too_large";

    /// <summary>It cannot be understood.</summary>
    public const string Invalid = "invalid";

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<string> All { get; } = [Overloaded, RateLimited, TooLarge, Invalid];

    /// <summary>What an answer's status says of it, or null. Who asked too often or too much is known where that is found out: both get 429.</summary>
    public static string? Of(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => TooLarge,
        StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity => Invalid,
        _ => null,
    };
}
