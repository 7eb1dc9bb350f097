using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Reports;

namespace Spam.Train.Inspections;

/// <summary>A model folder: each of its parts, and whether they make a classifier together.</summary>
static class FolderInspection
{
    /// <summary>Looks into a folder.</summary>
    public static Inspection Of(string folder)
    {
        List<Inspection> parts = [];
        foreach (var path in Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            if (SavedPlace.Find(path) is { } place)
                parts.Add(ContentInspection.Of(SavedContent.Of(place.Path)));
            else if (IsPart(path))
                parts.Add(OfJson(path));
        }

        var problem = default(string);
        List<ReportFact> facts = [];
        var json = new JsonObject { ["path"] = folder, ["format"] = "model_folder" };
        try
        {
            var model = AIModel.Load(folder);
            facts.Add(new("name", $"{model.Name} {model.Version}"));
            facts.Add(new("labels", string.Join(", ", model.Labels)));
            (json["name"], json["version"]) = (model.Name, model.Version);
            json["labels"] = new JsonArray([.. model.Labels.Select(label => JsonValue.Create(label))]);
        }
        catch (KerasException error)
        {
            problem = error.Message;
        }

        facts.Add(new("loads", problem is null ? "yes" : $"NO: {problem}"));
        json["parts"] = new JsonArray([.. parts.Select(part => part.Json)]);
        (json["loads"], json["problem"]) = (problem is null, problem);
        return new([.. parts.SelectMany(part => part.Reports), new($"{folder}: a model folder", [], facts)], json, problem);
    }

    static bool IsPart(string path)
        => File.Exists(path) && (path.EndsWith("tokenizer.json", StringComparison.Ordinal) || path.EndsWith("metadata.json", StringComparison.Ordinal) || Path.GetFileName(path) == Manifest.FileName);

    static Inspection OfJson(string path)
    {
        try
        {
            return JsonInspection.Of(path);
        }
        catch (KerasException error)
        {
            var json = new JsonObject { ["path"] = path, ["format"] = "unknown", ["loads"] = false, ["problem"] = error.Message };
            return new([new($"{path}: of an unknown kind", [], [new("loads", $"NO: {error.Message}")])], json, error.Message);
        }
    }
}
