namespace Spam.Web.Json;

/// <summary>Names what a JSON value is, for messages: never the value itself.</summary>
static class JsonKind
{
    const int LongestName = 60;

    /// <summary>What <paramref name="value"/>, as <see cref="JsonParser"/> reads it, is.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool => "a boolean",
        JsonInteger or double => "a number",
        string => "a string",
        List<object?> => "a list",
        _ => "an object",
    };

    /// <summary>A name that came with a request, cut where it is long, and without surrogates that stand alone: not every reader of JSON takes them.</summary>
    public static string Short(string name)
    {
        var runes = name.EnumerateRunes();
        return string.Concat(runes.Take(LongestName)) + (runes.Skip(LongestName).Any() ? "…" : "");
    }
}
