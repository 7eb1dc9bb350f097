using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Train.Commands.Options;
using Spam.Train.Training;

namespace Spam.Train.Settings;

/// <summary>A setting of one type.</summary>
/// <param name="name">The key.</param>
/// <param name="description">What the help says.</param>
/// <param name="grammar">What it takes.</param>
/// <param name="apply">The options with a value of it.</param>
/// <param name="find">The node for a file; null where it has no value, or is no part of how a model came to be.</param>
sealed class TypedSetting<T>(string name, string description, Grammar<T> grammar, Func<TrainOptions, T, TrainOptions> apply, Func<TrainOptions, Found<T>> find)
    : Setting(name)
{
    readonly Option<T> _option = StrictOptions.Of($"--{name}", description, grammar);

    /// <inheritdoc/>
    public override Option Option => _option;

    /// <inheritdoc/>
    public override TrainOptions Apply(TrainOptions options, ParseResult typed) => IsTyped(typed) ? apply(options, typed.GetRequiredValue(_option)) : options;

    /// <inheritdoc/>
    public override TrainOptions Apply(TrainOptions options, JsonElement value, string file)
        => grammar.FromJson(value, out var read)
            ? apply(options, read)
            : throw new TrainingException($"{file}: \"{Name}\" is {Shortened(value.GetRawText())}; it takes {grammar.Expected}.");

    /// <inheritdoc/>
    public override TrainOptions Apply(TrainOptions options, string text)
        => grammar.FromText(text, out var value) ? apply(options, value) : throw new TrainingException($"{Name} got '{text}'; it takes {grammar.Expected}.");

    /// <inheritdoc/>
    public override JsonNode? Write(TrainOptions options) => find(options) is { HasValue: true } found ? grammar.ToJson(found.Value) : null;

    static string Shortened(string json) => json.Length <= 60 ? json : $"{json[..40]}...";
}
