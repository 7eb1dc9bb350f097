using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Spam.Keras.Preprocessing;

/// <summary>JSON as Python's <c>json</c> module reads it: lone surrogates are allowed.</summary>
static class PythonJson
{
    const int MaxDepth = 64;

    /// <summary>The value that <paramref name="json"/> holds.</summary>
    /// <exception cref="KerasException">It is no JSON; <paramref name="what"/> says of what.</exception>
    public static JsonElement Parse(string json, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json), new() { MaxDepth = MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new KerasException(
                $"{what} is no JSON: the fault is in line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}. " +
                $"Values may be nested {MaxDepth} deep. Give what to_json wrote, unchanged.", fault);
        }
    }

    /// <summary>The members of an object; of several with one name the last counts.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> MembersOf(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
            yield return new(Unescaped(JsonMarshal.GetRawUtf8PropertyName(property)), property.Value);
    }

    /// <summary>What a JSON string says.</summary>
    public static string TextOf(JsonElement element) => Unescaped(JsonMarshal.GetRawUtf8Value(element)[1..^1]);

    // The platform's own reading refuses a lone surrogate, which Python writes and reads. The escapes are sound: the parser has seen them.
    static string Unescaped(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        if (!text.Contains('\\'))
            return text;

        var unescaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                unescaped.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u')
            {
                unescaped.Append((char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            unescaped.Append(text[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', 'b' => '\b', var itself => itself });
        }

        return unescaped.ToString();
    }
}
