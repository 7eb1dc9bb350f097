using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Model;
using Spam.Train.Reports;

namespace Spam.Train.Inspections;

/// <summary>A JSON file that stands beside a model: a tokenizer, metadata, a manifest; or a model's layers without weights.</summary>
static class JsonInspection
{
    const long LargestFile = 256 << 20;

    /// <summary>Looks into a file.</summary>
    /// <exception cref="KerasException">It is no JSON of a kind that is known.</exception>
    public static Inspection Of(string path)
    {
        if (new FileInfo(path) is { Length: > LargestFile } large)
            throw new KerasException($"{path} has {large.Length} bytes; at most {LargestFile} are read.");

        var json = File.ReadAllText(path);
        return KindOf(json, path) switch
        {
            "tokenizer" => Tokenizer(path, json),
            "metadata" => Metadata(path, json),
            "manifest" => Manifest(path, json),
            _ => Layers(path, json),
        };
    }

    static string KindOf(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                if (root.TryGetProperty("class_name", out var name))
                    return name.ValueKind == JsonValueKind.String && name.GetString() == nameof(Keras.Preprocessing.Tokenizer) ? "tokenizer" : "layers";
                if (root.TryGetProperty("label_legend", out _))
                    return "metadata";
                if (root.TryGetProperty("files", out _) && root.TryGetProperty("labels", out _))
                    return "manifest";
            }
        }
        catch (JsonException cause)
        {
            throw new KerasException($"{path} is no whole JSON: {cause.Message}", cause);
        }

        throw new KerasException($"{path} is JSON of an unknown kind; a tokenizer, a model's metadata, a manifest or a model's layers (to_json()) is needed.");
    }

    static Inspection Tokenizer(string path, string json) => Of(path, "tokenizer", "a tokenizer", (facts, members) =>
    {
        var tokenizer = Keras.Preprocessing.Tokenizer.FromJson(json);
        Add(facts, members, "words", tokenizer.WordIndex.Count);
        Add(facts, members, "num_words", tokenizer.NumWords);
        Add(facts, members, "texts", tokenizer.DocumentCount);
        Add(facts, members, "lower", tokenizer.Lower);
        Add(facts, members, "char_level", tokenizer.CharLevel);
        Add(facts, members, "oov_token", tokenizer.OovToken);
    });

    static Inspection Metadata(string path, string json) => Of(path, "metadata", "a model's metadata", (facts, members) =>
    {
        var metadata = ModelMetadata.Parse(json, path);
        AddLabels(facts, members, metadata.Labels);
        Add(facts, members, "max_seq_length", metadata.MaxSequenceLength);
        Add(facts, members, "max_words", metadata.MaxWords);
        Add(facts, members, "padding", metadata.Padding.ToString().ToLowerInvariant());
        Add(facts, members, "truncating", metadata.Truncating.ToString().ToLowerInvariant());
        Add(facts, members, "activation", metadata.Activation?.ToString().ToLowerInvariant());
        Add(facts, members, "multi_label", metadata.MultiLabel);
        Add(facts, members, "name", metadata.Name);
    });

    static Inspection Manifest(string path, string json) => Of(path, "manifest", "a manifest", (facts, members) =>
    {
        var manifest = Model.Manifest.Parse(json, path);
        Add(facts, members, "name", manifest.Name);
        Add(facts, members, "version", manifest.Version);
        Add(facts, members, "created", manifest.Created.ToString("u", CultureInfo.InvariantCulture));
        facts.Add(new("written by", string.Join(", ", manifest.WrittenBy.Select(entry => $"{entry.Key} {entry.Value}"))));
        members["written_by"] = new JsonObject(manifest.WrittenBy.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        AddLabels(facts, members, manifest.Labels);
        var checks = ManifestChecks.Of(manifest, Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
        ManifestChecks.Add(facts, members, checks);
        if (checks.FirstOrDefault(check => !check.IsRight) is { } wrong)
            throw new KerasException($"{path}: {wrong.Of}: {wrong.Detail}.");
    });

    static Inspection Layers(string path, string json) => Of(path, "layers", "a model's layers without weights", (facts, members) =>
    {
        var model = KerasModel.FromJson(json);
        Add(facts, members, "model", model.Name);
        Add(facts, members, "class", model.ClassName);
        facts.Add(new("layers", string.Join(", ", model.Layers.Select(layer => $"{layer.Name} ({layer.ClassName})"))));
        members["layers"] = new JsonArray([.. model.Layers.Select(layer => new JsonObject { ["name"] = layer.Name, ["class"] = layer.ClassName })]);
        Add(facts, members, "parameters", model.IsBuilt ? model.Parameters.Sum(parameter => (long)parameter.Value.Length) : (long?)null);
    });

    static Inspection Of(string path, string format, string what, Action<List<ReportFact>, JsonObject> look)
    {
        List<ReportFact> facts = [];
        var members = new JsonObject { ["path"] = path, ["format"] = format };
        var problem = default(string);
        try
        {
            look(facts, members);
        }
        catch (KerasException error)
        {
            problem = error.Message;
        }

        facts.Add(new("loads", problem is null ? "yes" : $"NO: {problem}"));
        (members["loads"], members["problem"]) = (problem is null, problem);
        return new([new($"{path}: {what}", [], facts)], members, problem);
    }

    static void Add(List<ReportFact> facts, JsonObject members, string name, JsonNode? value)
    {
        if (value is not null)
            facts.Add(new(name.Replace('_', ' '), value.ToString()));
        members[name] = value;
    }

    static void AddLabels(List<ReportFact> facts, JsonObject members, IReadOnlyList<string> labels)
    {
        facts.Add(new("labels", string.Join(", ", labels)));
        members["labels"] = new JsonArray([.. labels.Select(label => JsonValue.Create(label))]);
    }
}
