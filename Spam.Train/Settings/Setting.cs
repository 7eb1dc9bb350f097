using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Train.Training;

namespace Spam.Train.Settings;

/// <summary>One thing that training can be told: an option of the command line and a key of a configuration file.</summary>
/// <param name="name">The key; with two dashes before it, the option.</param>
abstract class Setting(string name)
{
    /// <summary>The key.</summary>
    public string Name => name;

    /// <summary>The option.</summary>
    public abstract Option Option { get; }

    /// <summary>The options with what was typed, or as they were where nothing was.</summary>
    public abstract TrainOptions Apply(TrainOptions options, ParseResult typed);

    /// <summary>The options with what stands in a file.</summary>
    /// <exception cref="TrainingException">It is nothing that the setting takes.</exception>
    public abstract TrainOptions Apply(TrainOptions options, JsonElement value, string file);

    /// <summary>The options with a value as it would be typed.</summary>
    public abstract TrainOptions Apply(TrainOptions options, string text);

    /// <summary>What stands in a file for these options; null where that is nothing.</summary>
    public abstract JsonNode? Write(TrainOptions options);

    /// <summary>Whether it was typed.</summary>
    public bool IsTyped(ParseResult typed) => typed.GetResult(Option) is { Implicit: false };
}
