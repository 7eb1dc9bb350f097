using System.CommandLine;
using Spam.Keras.Saving;
using Spam.Train.Commands.Options;

namespace Spam.Train.Files;

/// <summary>The option that says which Keras a model is written for.</summary>
static class KerasVersions
{
    /// <summary>What the help says of the option.</summary>
    public const string Description
        = "Which Keras the model is written for; for one alone with what the optimizer keeps, where the form has a place for it (default: both).";

    /// <summary>What the option takes.</summary>
    public static IReadOnlyList<string> All { get; } = ["2", "3", "both"];

    /// <summary>The option.</summary>
    public static Option<string?> Option() => StrictOptions.Choice("--keras", Description, All);

    /// <summary>What the option means.</summary>
    public static KerasVersion Parse(string? value) => value switch
    {
        "2" => KerasVersion.Keras2,
        "3" => KerasVersion.Keras3,
        _ => KerasVersion.Both,
    };

    /// <summary>As it stands in the manifest.</summary>
    public static string Of(KerasVersion version) => version switch
    {
        KerasVersion.Keras2 => "2",
        KerasVersion.Keras3 => "3",
        _ => "both",
    };
}
