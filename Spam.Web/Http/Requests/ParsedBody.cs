using Spam.Web.Json;

namespace Spam.Web.Http.Requests;

/// <summary>A request's body.</summary>
/// <param name="IsEmpty">Whether nothing was sent, or <c>null</c>.</param>
/// <param name="Value">What was sent, as <see cref="JsonParser"/> reads it; <see cref="NotJson"/> where the content type says something else.</param>
/// <param name="Error">Why it is no JSON.</param>
readonly record struct ParsedBody(bool IsEmpty, object? Value, JsonError? Error)
{
    /// <summary>Stands for a body that is not read: as good as a number, it has no fields.</summary>
    public static object NotJson { get; } = new JsonInteger("0");
}
