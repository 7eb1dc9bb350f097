using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Train.Commands;
using Spam.Train.Training;

namespace Spam.Train.Settings;

/// <summary>The settings of a training run as a JSON file: one object, a key for each setting.</summary>
/// <param name="Values">The settings that stand there, in their order.</param>
/// <param name="Path">The file.</param>
sealed record RunFile(IReadOnlyList<(Setting Setting, JsonElement Value)> Values, string Path)
{
    /// <summary>What the file of a model folder is called.</summary>
    public const string FileName = "run.json";

    static readonly JsonDocumentOptions _reading = new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    static readonly JsonSerializerOptions _writing = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It is not there, no JSON object, or has a key that is no setting.</exception>
    public static RunFile Read(string path, TrainSettings settings)
    {
        if (!File.Exists(path))
            throw new TrainingException($"{path} does not exist. --config takes a JSON file of settings, as the {FileName} of a model folder.");

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), _reading);
            root = document.RootElement.Clone();
        }
        catch (JsonException cause)
        {
            throw new TrainingException($"{path} is no whole JSON: {cause.Message}");
        }

        if (root.ValueKind != JsonValueKind.Object)
            throw new TrainingException($"{path} holds no JSON object; settings are written as {{\"model\": \"cnn\", \"epochs\": 3}}.");

        return new([.. root.EnumerateObject().Select(member => (settings.Find(member.Name) ?? throw Unknown(member.Name, path, settings), member.Value))], path);
    }

    /// <summary>The value of a text setting that stands in the file.</summary>
    public string? TextOf(string name)
        => Values.FirstOrDefault(value => value.Setting.Name == name) is { Setting: not null, Value: { ValueKind: JsonValueKind.String } text } ? text.GetString() : null;

    /// <summary>The options with what the file says.</summary>
    /// <exception cref="TrainingException">A value is nothing that its setting takes.</exception>
    public TrainOptions Apply(TrainOptions options) => Values.Aggregate(options, (result, pair) => pair.Setting.Apply(result, pair.Value, Path));

    /// <summary>The file for these options: everything that makes the same model again.</summary>
    public static string Write(TrainOptions options)
    {
        var members = new JsonObject();
        foreach (var (name, value) in ValuesOf(options))
            members[name] = value;
        return members.ToJsonString(_writing) + "\n";
    }

    /// <summary>The settings that have a value, each with it.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> ValuesOf(TrainOptions options)
    {
        foreach (var setting in new TrainSettings().All)
        {
            if (setting.Write(options) is { } value)
                yield return (setting.Name, value);
        }
    }

    static TrainingException Unknown(string key, string path, TrainSettings settings)
    {
        string[] names = [.. settings.All.Select(setting => setting.Name)];
        var help = Spelling.Nearest(key, names) is { } meant ? $"Did you mean \"{meant}\"?" : $"The keys are {string.Join(", ", names)}.";
        return new($"{path} has the key \"{key}\", which is no setting. {help}");
    }
}
