using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Train.Kinds;

namespace Spam.Train.Settings;

/// <summary>The values that settings take: strictly what they name, numbers with a full stop.</summary>
static class Grammars
{
    /// <summary>On or off.</summary>
    public static Grammar<bool> Flag { get; } = new(
        "true or false", "true|false", bool.TryParse,
        (JsonElement json, out bool value) => (value = json.ValueKind == JsonValueKind.True) || json.ValueKind == JsonValueKind.False,
        value => JsonValue.Create(value));

    /// <summary>A name that can be part of a file's name everywhere.</summary>
    public static Grammar<string> FileName { get; } = OfText(
        "1 to 64 letters, digits, full stops, dashes and underscores, the first of them a letter or digit", "name", IsFileName);

    /// <summary>A kind of network, or a file that describes one.</summary>
    public static Grammar<string> Model { get; } = OfText(
        $"{string.Join(" or ", ModelKinds.Names)}, or the path of a .json file that describes a network", string.Join('|', [.. ModelKinds.Names, "file.json"]),
        text => ModelKinds.Names.Contains(text) || ModelKinds.IsFile(text));

    /// <summary>Names; typed with commas between.</summary>
    public static Grammar<string[]> List { get; } = new(
        "names with commas between, as ham,spam", "a,b",
        (string text, out string[] value) => (value = text.Split(',')).All(word => word.Length > 0),
        (JsonElement json, out string[] value) =>
        {
            value = json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(IsText) ? [.. json.EnumerateArray().Select(word => word.GetString() ?? "")] : [];
            return value.Length > 0;
        },
        value => new JsonArray([.. value.Select(word => JsonValue.Create(word))]));

    /// <summary>A whole number.</summary>
    public static Grammar<int> Integer(int smallest, int largest = int.MaxValue) => new(
        largest == int.MaxValue ? $"a whole number of {smallest} or more" : $"a whole number from {smallest} to {largest}", "n",
        (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= smallest && value <= largest,
        (JsonElement json, out int value) =>
        {
            value = 0;
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value) && value >= smallest && value <= largest;
        },
        value => JsonValue.Create(value));

    /// <summary>A number below <paramref name="largest"/>, and above <paramref name="smallest"/> or also that itself.</summary>
    public static Grammar<double> Number(double smallest, double largest, bool smallestIsOutside = false)
    {
        bool Fits(double value) => (smallestIsOutside ? value > smallest : value >= smallest) && value < largest;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"a number {(smallestIsOutside ? "above" : "from")} {smallest} and below {largest}, as 0.3"), "x",
            (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Fits(value),
            (JsonElement json, out double value) =>
            {
                value = 0;
                return json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out value) && Fits(value);
            },
            value => JsonValue.Create(value));
    }

    /// <summary>One word of a list.</summary>
    public static Grammar<string> Choice(IReadOnlyList<string> choices) => OfText(string.Join(" or ", choices), string.Join('|', choices), choices.Contains);

    /// <summary>Any text but an empty one.</summary>
    public static Grammar<string> Text(string helpName) => OfText("a text that is not empty", helpName, text => text.Length > 0);

    static Grammar<string> OfText(string expected, string helpName, Func<string, bool> fits) => new(
        expected, helpName,
        (string text, out string value) => fits(value = text),
        (JsonElement json, out string value) => fits(value = IsText(json) ? json.GetString() ?? "" : ""),
        value => JsonValue.Create(value));

    static bool IsText(JsonElement json) => json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 };

    static bool IsFileName(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
