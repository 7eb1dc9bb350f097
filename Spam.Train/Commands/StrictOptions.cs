using System.CommandLine;
using System.CommandLine.Parsing;
using Spam.Train.Settings;

namespace Spam.Train.Commands;

/// <summary>Options that take only what they name: a number in its range with a full stop, a word of a list. None has a value until it is given.</summary>
static class StrictOptions
{
    /// <summary>A whole number.</summary>
    public static Option<int?> Integer(string name, string description, int smallest, int largest = int.MaxValue)
        => OfNumber(name, description, Grammars.Integer(smallest, largest));

    /// <summary>A number below <paramref name="largest"/>, and above <paramref name="smallest"/> or also that itself.</summary>
    public static Option<double?> Number(string name, string description, double smallest, double largest, bool smallestIsOutside = false)
        => OfNumber(name, description, Grammars.Number(smallest, largest, smallestIsOutside));

    /// <summary>One word of a list.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyList<string> choices) => OfText(name, description, Grammars.Choice(choices));

    /// <summary>A name that can be part of a file's name everywhere.</summary>
    public static Option<string?> FileName(string name, string description) => OfText(name, description, Grammars.FileName);

    /// <summary>Any text but an empty one.</summary>
    public static Option<string?> Text(string name, string description, string helpName) => OfText(name, description, Grammars.Text(helpName));

    /// <summary>Words with commas between.</summary>
    public static Option<string[]?> List(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Parse(result, Grammars.List),
    };

    /// <summary>What a grammar takes; its value is meant only where the option is given.</summary>
    public static Option<T> Of<T>(string name, string description, Grammar<T> grammar) => typeof(T) == typeof(bool)
        ? new(name) { Description = description } // given without a value, it is on
        : new(name) { Description = description, HelpName = grammar.HelpName, CustomParser = result => Parse(result, grammar) };

    static Option<T?> OfNumber<T>(string name, string description, Grammar<T> grammar) where T : struct => new(name)
    {
        Description = description,
        HelpName = grammar.HelpName,
        CustomParser = result => Parse(result, grammar),
    };

    static Option<string?> OfText(string name, string description, Grammar<string> grammar) => new(name)
    {
        Description = description,
        HelpName = grammar.HelpName,
        CustomParser = result => Parse(result, grammar),
    };

    static T? Parse<T>(ArgumentResult result, Grammar<T> grammar)
    {
        var text = result.Tokens[0].Value;
        if (grammar.FromText(text, out var value))
            return value;

        var option = result.Parent is OptionResult parent ? parent.Option.Name : "An option";
        result.AddError($"{option} got '{text}'; it takes {grammar.Expected}.");
        return default;
    }
}
