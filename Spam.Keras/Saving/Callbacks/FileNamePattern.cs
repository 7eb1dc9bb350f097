using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Spam.Keras.Saving.Callbacks;

/// <summary>A file name with places for figures, as Python's <c>str.format</c> fills them: <c>model-{epoch:02d}-{val_loss:.2f}</c>.</summary>
static partial class FileNamePattern
{
    const string Epoch = "epoch";

    /// <summary>The name for an epoch.</summary>
    /// <param name="pattern">The name with its places; <c>{{</c> and <c>}}</c> are braces.</param>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <param name="logs">The figures.</param>
    /// <exception cref="KerasException">A place is none, or of a figure that was not measured.</exception>
    public static string Fill(string pattern, int epoch, IDictionary<string, float> logs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter is not ('{' or '}'))
                text.Append(letter);
            else if (i + 1 < pattern.Length && pattern[i + 1] == letter)
                text.Append(pattern[i++]);
            else if (Place().Match(pattern, i) is { Success: true } place && place.Index == i)
            {
                text.Append(Text(place, pattern, epoch, logs));
                i += place.Length - 1;
            }
            else
                throw Wrong(pattern, $"a brace at position {i} that begins no place");
        }

        return text.ToString();
    }

    /// <summary>A number with so many digits behind the point, rounded as Python rounds: by the exact value, ties to the even digit.</summary>
    internal static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return PythonNumber.Repr(value);

        // value = mantissa · 2^exponent, exactly
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFF | (exponent > 0 ? 1L << 52 : 0)) * BigInteger.Pow(10, decimals);
        var shift = Math.Max(exponent, 1) - 1075;
        var rounded = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        if (shift < 0)
        {
            var rest = (mantissa - (rounded << -shift)) << 1;
            var half = BigInteger.One << -shift;
            if (rest > half || (rest == half && !rounded.IsEven))
                rounded++;
        }

        var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return $"{(double.IsNegative(value) ? "-" : "")}{digits[..^decimals]}{(decimals > 0 ? "." : "")}{digits[^decimals..]}";
    }

    [GeneratedRegex(@"\{(?<name>\w+)(?::(?<zero>0?)(?<width>[1-9]\d?)?(?:\.(?<digits>\d{1,2}))?(?<kind>[df])?)?\}")]
    private static partial Regex Place();

    static string Text(Match place, string pattern, int epoch, IDictionary<string, float> logs)
    {
        var (name, kind, digits) = (place.Groups["name"].Value, place.Groups["kind"].Value, place.Groups["digits"].Value);
        var isEpoch = name == Epoch;
        if ((kind == "d" && !isEpoch) || (kind == "f" ? false : digits.Length > 0))
            throw Wrong(pattern, $"the place {place.Value}");
        if (!isEpoch && !logs.ContainsKey(name))
            throw new KerasException($"The file name '{pattern}' has a place for '{name}', which was not measured; there are {Epoch}, {string.Join(", ", logs.Keys)}.");

        var value = isEpoch ? epoch : (double)logs[name];
        var text = kind == "f" ? Fixed(value, digits.Length > 0 ? int.Parse(digits, CultureInfo.InvariantCulture) : 6)
            : isEpoch ? epoch.ToString(CultureInfo.InvariantCulture)
            : PythonNumber.Repr(value);
        var width = place.Groups["width"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 0;
        if (place.Groups["zero"].Value.Length == 0)
            return text.PadLeft(width); // Python puts numbers to the right
        return text.StartsWith('-') ? $"-{text[1..].PadLeft(width - 1, '0')}" : text.PadLeft(width, '0');
    }

    static KerasException Wrong(string pattern, string what)
        => new($"The file name '{pattern}' has {what}; valid are {{epoch}}, {{epoch:02d}}, {{val_loss}} and {{val_loss:.2f}} with any figure and any widths, and {{{{ for a brace.");
}
