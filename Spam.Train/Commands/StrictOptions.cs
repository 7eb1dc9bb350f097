using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Spam.Train.Commands;

/// <summary>Options that take only what they name: a number in its range with a full stop, a word of a list. None has a value until it is given.</summary>
static class StrictOptions
{
    /// <summary>A whole number.</summary>
    public static Option<int?> Integer(string name, string description, int smallest, int largest = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result => int.TryParse(Value(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= smallest && value <= largest
                ? value
                : Refuse<int?>(result, largest == int.MaxValue ? $"a whole number of {smallest} or more" : $"a whole number from {smallest} to {largest}"),
    };

    /// <summary>A number below <paramref name="largest"/>, and above <paramref name="smallest"/> or also that itself.</summary>
    public static Option<double?> Number(string name, string description, double smallest, double largest, bool smallestIsOutside = false)
        => new(name)
        {
            Description = description,
            HelpName = "x",
            CustomParser = result => double.TryParse(Value(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && (smallestIsOutside ? value > smallest : value >= smallest) && value < largest
                    ? value
                    : Refuse<double?>(result, string.Create(CultureInfo.InvariantCulture,
                        $"a number {(smallestIsOutside ? "above" : "from")} {smallest} and below {largest}, as 0.3")),
        };

    /// <summary>One word of a list.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyList<string> choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices),
        CustomParser = result => choices.Contains(Value(result)) ? Value(result) : Refuse<string?>(result, string.Join(" or ", choices)),
    };

    /// <summary>A name that can be part of a file's name everywhere.</summary>
    public static Option<string?> FileName(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "name",
        CustomParser = result => IsFileName(Value(result))
            ? Value(result)
            : Refuse<string?>(result, "1 to 64 letters, digits, full stops, dashes and underscores, the first of them a letter or digit"),
    };

    /// <summary>Any text but an empty one.</summary>
    public static Option<string?> Text(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Value(result).Length > 0 ? Value(result) : Refuse<string?>(result, "a text that is not empty"),
    };

    /// <summary>Words with commas between.</summary>
    public static Option<string[]?> List(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Value(result).Split(',') is var words && words.All(word => word.Length > 0)
            ? words
            : Refuse<string[]?>(result, "names with commas between, as ham,spam"),
    };

    static string Value(ArgumentResult result) => result.Tokens[0].Value;

    static bool IsFileName(string name) => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    static T? Refuse<T>(ArgumentResult result, string expected)
    {
        var option = result.Parent is OptionResult parent ? parent.Option.Name : "An option";
        result.AddError($"{option} got '{Value(result)}'; it takes {expected}.");
        return default;
    }
}
