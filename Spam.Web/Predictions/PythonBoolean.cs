using System.Globalization;
using System.Text;
using Spam.Web.Json;

namespace Spam.Web.Predictions;

/// <summary>The words and numbers that pydantic 1.9 takes for true and false.</summary>
static class PythonBoolean
{
    static readonly string[] _true = ["true", "1", "yes", "on", "t", "y"];
    static readonly string[] _false = ["false", "0", "no", "off", "f", "n"];

    /// <summary>Reads a JSON value, or a text from elsewhere.</summary>
    public static bool TryRead(object? value, out bool result)
    {
        var word = value switch
        {
            bool flag => flag ? "1" : "0",
            string text => text,
            JsonInteger integer => integer.Digits,
            double number => number.ToString(CultureInfo.InvariantCulture) is "-0" ? "0" : number.ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
        result = Among(_true, word);
        return result || Among(_false, word);
    }

    // Letters of other scripts that fold to these are not these.
    static bool Among(string[] words, string word)
    {
        foreach (var candidate in words)
        {
            if (Ascii.EqualsIgnoreCase(candidate, word))
                return true;
        }

        return false;
    }
}
