using System.CommandLine;
using System.CommandLine.Parsing;
using Spam.Train.Settings;

namespace Spam.Train.Commands.Options;

/// <summary>Options that take only what they name: a whole number in its range, a word of a list. None has a value until it is given.</summary>
static class StrictOptions
{
    /// <summary>A whole number.</summary>
    public static Option<int?> Integer(string name, string description, int smallest, int largest = int.MaxValue)
    {
        var grammar = Grammars.Integer(smallest, largest);
        return new(name) { Description = description, HelpName = grammar.HelpName, CustomParser = result => Parse(result, grammar) };
    }

    /// <summary>One word of a list.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyList<string> choices) => OfText(name, description, Grammars.Choice(choices));

    /// <summary>Any text but an empty one.</summary>
    public static Option<string?> Text(string name, string description, string helpName) => OfText(name, description, Grammars.Text(helpName));

    /// <summary>What a grammar takes; its value is meant only where the option is given.</summary>
    public static Option<T> Of<T>(string name, string description, Grammar<T> grammar) => typeof(T) == typeof(bool)
        ? new(name) { Description = description } // given without a value, it is on
        : new(name) { Description = description, HelpName = grammar.HelpName, CustomParser = result => Parse(result, grammar) };

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
