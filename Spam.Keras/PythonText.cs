using System.Globalization;
using System.Text;

namespace Spam.Keras;

/// <summary>Texts as Python's <c>json</c> module writes them: pure ASCII, lone surrogates included.</summary>
static class PythonText
{
    /// <summary>Appends <paramref name="text"/> in quotes, as <c>json.dumps</c> writes it.</summary>
    public static StringBuilder AppendJson(this StringBuilder json, ReadOnlySpan<char> text)
    {
        json.Append('"');
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append(@"\n"),
                '\r' => json.Append(@"\r"),
                '\t' => json.Append(@"\t"),
                '\f' => json.Append(@"\f"),
                '\b' => json.Append(@"\b"),
                >= ' ' and <= '~' => json.Append(unit),
                _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }

        return json.Append('"');
    }
}
