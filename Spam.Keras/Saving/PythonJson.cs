using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spam.Keras.Saving;

/// <summary>Writes JSON as Python's <c>json.dumps</c> does: a space after commas and colons, ASCII only, numbers as <c>repr</c> prints them.</summary>
static class PythonJson
{
    /// <summary>The text of <paramref name="node"/>.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>A float32 as the number that its shortest decimal form names: 0.2f becomes 0.2, not 0.20000000298.</summary>
    public static double Widen(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A double as <c>json.dumps</c> prints it: as <c>repr</c> does, but <c>NaN</c> and <c>Infinity</c>.</summary>
    public static string Number(double value)
        => double.IsFinite(value) ? PythonNumber.Repr(value) : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendAll(text, '{', '}', members, member =>
                {
                    text.AppendJson(member.Key);
                    text.Append(": ");
                    Append(text, member.Value);
                });
                break;
            case JsonArray items:
                AppendAll(text, '[', ']', items, item => Append(text, item));
                break;
            default:
                AppendValue(text, node.AsValue());
                break;
        }
    }

    static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(", ");
            append(item);
            first = false;
        }

        text.Append(close);
    }

    static void AppendValue(StringBuilder text, JsonValue value)
    {
        if (value.TryGetValue<double>(out var number) && !value.TryGetValue<long>(out _))
            text.Append(Number(number));
        else if (value.GetValueKind() == JsonValueKind.String)
            text.AppendJson(value.GetValue<string>());
        else
            text.Append(value.ToJsonString()); // whole numbers, true, false
    }
}
