using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.OpenInference;

/// <summary>Reads members of JSON objects, each of the kind that it must have.</summary>
static class Member
{
    /// <summary>A member that must be there.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="place">Where the object stands, for messages.</param>
    /// <param name="expected">What it must be, for messages.</param>
    /// <exception cref="RefusedException">It is missing, or something else.</exception>
    public static T Required<T>(Dictionary<string, object?> owner, string name, string place, string expected)
        where T : class
        => Optional<T>(owner, name, place, expected) ?? throw RefusedException.Bad($"{place} has no '{name}'; expected {expected}.");

    /// <summary>A member that may be missing.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static T? Optional<T>(Dictionary<string, object?> owner, string name, string place, string expected)
        where T : class
        => !owner.TryGetValue(name, out var value) ? null
            : value as T ?? throw RefusedException.Bad($"{place}: '{name}' is {JsonKind.Of(value)}; expected {expected}.");

    /// <summary>A member that is true or false; false where it is missing.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static bool Switch(Dictionary<string, object?> owner, string name, string place)
        => owner.TryGetValue(name, out var value)
            && (value as bool? ?? throw RefusedException.Bad($"{place}: '{name}' is {JsonKind.Of(value)}; expected true or false."));

    /// <summary>An item of a list that must be an object.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static Dictionary<string, object?> Object(object? item, string place)
        => item as Dictionary<string, object?> ?? throw RefusedException.Bad($"{place} is {JsonKind.Of(item)}; expected an object.");

    /// <summary>The parameters of a request, an input or an output: strings, numbers and booleans. Those that nobody here knows are left alone.</summary>
    /// <exception cref="RefusedException">They are something else.</exception>
    public static Dictionary<string, object?>? Parameters(Dictionary<string, object?> owner, string place)
    {
        var parameters = Optional<Dictionary<string, object?>>(owner, "parameters", place, "an object");
        foreach (var (name, value) in parameters ?? [])
        {
            if (value is not (string or bool or JsonInteger or double))
                throw RefusedException.Bad($"{place}: the parameter '{JsonKind.Short(name)}' is {JsonKind.Of(value)}; expected a string, a number or a boolean.");
        }

        return parameters;
    }
}
