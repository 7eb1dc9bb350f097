using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Preprocessing;

namespace Spam.Model;

/// <summary>What must be known beside a model and its tokenizer: the labels, and how texts are made equally long. Stands in <c>*metadata.json</c>.</summary>
/// <remarks>
/// Keys of the workshop: <c>label_legend</c> (label to number), <c>label_legend_inverted</c> (number to label), <c>max_seq_length</c>, <c>max_words</c>.
/// Optional: <c>padding</c> and <c>truncating</c> (<c>pre</c> or <c>post</c>), <c>activation</c> (<c>softmax</c>, <c>sigmoid</c> or <c>logits</c>),
/// <c>multi_label</c>, <c>name</c>. Other keys are left alone.
/// </remarks>
public sealed record ModelMetadata
{
    const int MostLabels = 100_000, LongestSequence = 1_000_000;

    static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The labels, in the order of the model's outputs.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>How many word ids the model reads of a text.</summary>
    public required int MaxSequenceLength { get; init; }

    /// <summary>Word ids are below this.</summary>
    public required int MaxWords { get; init; }

    /// <summary>The end at which short texts are filled.</summary>
    public Side Padding { get; init; } = Side.Pre;

    /// <summary>The end at which long texts are cut.</summary>
    public Side Truncating { get; init; } = Side.Pre;

    /// <summary>What kind of numbers come out; null to go by the model's last layer.</summary>
    public OutputActivation? Activation { get; init; }

    /// <summary>Whether a text may have several labels; null to go by the model's last layer.</summary>
    public bool? MultiLabel { get; init; }

    /// <summary>What the model is called.</summary>
    public string? Name { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> or the workshop wrote.</summary>
    /// <param name="json">The file's contents.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="ModelFolderException">It is no JSON, or a key is missing or has a value that cannot be.</exception>
    public static ModelMetadata Parse(string json, string file)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        catch (JsonException cause)
        {
            throw new ModelFolderException($"{file} is not whole JSON ({cause.Message}) Copy the folder again, or train again.", cause);
        }

        if (root.ValueKind != JsonValueKind.Object)
            throw new ModelFolderException($"{file} holds a JSON {Kind(root)}; an object with the keys label_legend, max_seq_length and max_words is needed.");

        return new()
        {
            Labels = Legend(root, file),
            MaxSequenceLength = Number(root, "max_seq_length", LongestSequence, file),
            MaxWords = Number(root, "max_words", int.MaxValue, file),
            Padding = Choice<Side>(root, "padding", file) ?? Side.Pre,
            Truncating = Choice<Side>(root, "truncating", file) ?? Side.Pre,
            Activation = Choice<OutputActivation>(root, "activation", file),
            MultiLabel = Flag(root, "multi_label", file),
            Name = Text(root, "name", file),
        };
    }

    /// <summary>The file's contents, with the workshop's keys first.</summary>
    public string ToJson()
    {
        var members = new JsonObject
        {
            ["label_legend_inverted"] = new JsonObject(Labels.Select((label, i) => KeyValuePair.Create($"{i}", (JsonNode?)JsonValue.Create(label)))),
            ["label_legend"] = new JsonObject(Labels.Select((label, i) => KeyValuePair.Create(label, (JsonNode?)JsonValue.Create(i)))),
            ["max_seq_length"] = MaxSequenceLength,
            ["max_words"] = MaxWords,
            ["padding"] = WireName(Padding),
            ["truncating"] = WireName(Truncating),
        };
        if (Activation is { } activation)
            members["activation"] = WireName(activation);
        if (MultiLabel is { } multiLabel)
            members["multi_label"] = multiLabel;
        if (Name is not null)
            members["name"] = Name;
        return members.ToJsonString(_readable) + "\n";
    }

    static string[] Legend(JsonElement root, string file)
    {
        var legend = Member(root, "label_legend", JsonValueKind.Object, file);
        var labels = new string?[legend.GetPropertyCount()];
        if (labels.Length is 0 or > MostLabels)
            throw new ModelFolderException($"{file} names {labels.Length} labels in label_legend; there must be 1 to {MostLabels}.");

        foreach (var member in legend.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt32(out var id) || (uint)id >= (uint)labels.Length || labels[id] is not null)
            {
                throw new ModelFolderException(
                    $"{file} gives the label '{member.Name}' the number {member.Value.GetRawText()} in label_legend; {labels.Length} labels have the numbers 0 to " +
                    $"{labels.Length - 1}, each once. Correct label_legend.");
            }

            labels[id] = member.Name;
        }

        var complete = labels.Select(label => label!).ToArray(); // as many different numbers as places leave no gap
        if (root.TryGetProperty("label_legend_inverted", out var inverted))
            CheckInverted(inverted, complete, file);
        return complete;
    }

    static void CheckInverted(JsonElement inverted, string[] labels, string file)
    {
        var agrees = inverted.ValueKind == JsonValueKind.Object && inverted.GetPropertyCount() == labels.Length;
        for (var i = 0; agrees && i < labels.Length; i++)
        {
            agrees = inverted.TryGetProperty(i.ToString(CultureInfo.InvariantCulture), out var label)
                && label.ValueKind == JsonValueKind.String && label.GetString() == labels[i];
        }

        if (!agrees)
            throw new ModelFolderException($"{file} has a label_legend_inverted that is not label_legend the other way round. Correct one of them.");
    }

    static int Number(JsonElement root, string key, int largest, string file)
    {
        var member = Member(root, key, JsonValueKind.Number, file);
        return member.TryGetInt32(out var number) && number >= 1 && number <= largest
            ? number
            : throw new ModelFolderException($"{file} has {key} {member.GetRawText()}; a whole number from 1 to {largest} is needed.");
    }

    static T? Choice<T>(JsonElement root, string key, string file) where T : struct, Enum
    {
        if (Text(root, key, file) is not { } name)
            return null;

        foreach (var value in Enum.GetValues<T>())
        {
            if (WireName(value) == name)
                return value;
        }

        throw new ModelFolderException($"{file} has {key} '{name}'; it must be one of {string.Join(", ", Enum.GetValues<T>().Select(WireName))}.");
    }

    static string? Text(JsonElement root, string key, string file)
        => root.TryGetProperty(key, out var member) && member.ValueKind != JsonValueKind.Null ? Member(root, key, JsonValueKind.String, file).GetString() : null;

    static bool? Flag(JsonElement root, string key, string file)
    {
        if (!root.TryGetProperty(key, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;

        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw new ModelFolderException($"{file} has {key} as a JSON {Kind(member)}; true or false is needed.");
    }

    static JsonElement Member(JsonElement root, string key, JsonValueKind kind, string file)
    {
        if (!root.TryGetProperty(key, out var member))
        {
            throw new ModelFolderException(
                $"{file} has no {key}. A metadata file looks like " +
                """{"label_legend": {"ham": 0, "spam": 1}, "label_legend_inverted": {"0": "ham", "1": "spam"}, "max_seq_length": 300, "max_words": 280}.""");
        }

        return member.ValueKind == kind
            ? member
            : throw new ModelFolderException($"{file} has {key} as a JSON {Kind(member)}; a JSON {KindName(kind)} is needed.");
    }

    static string WireName<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    static string Kind(JsonElement element) => KindName(element.ValueKind);

    static string KindName(JsonValueKind kind) => kind.ToString().ToLowerInvariant();
}
