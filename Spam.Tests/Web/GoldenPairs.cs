using System.Text.Json;

namespace Spam.Tests.Web;

/// <summary>The recorded pairs, and where we mean to answer otherwise.</summary>
static class GoldenPairs
{
    const string DeviationsFile = "api/deviations.json";

    /// <summary>The scenarios of a file, in their order.</summary>
    public static TheoryData<string> Scenarios(string file)
    {
        if (!File.Exists(GoldenData.PathOf(file)))
            return new() { "absent" };
        return [.. Pairs(file).Select(NameOf).Distinct()];
    }

    /// <summary>The pairs of a scenario, in their order.</summary>
    public static IReadOnlyList<JsonElement> Of(string file, string scenario)
    {
        GoldenData.Require(file);
        return [.. Pairs(file).Where(pair => NameOf(pair) == scenario).OrderBy(StepOf)];
    }

    /// <summary>Headers of ours that stand in answers beside the recorded ones, each with the values that it may have.</summary>
    public static JsonElement AddedHeaders => Deviations.GetProperty("added_headers");

    /// <summary>Where we mean to answer otherwise: the exact answer and the decision behind it.</summary>
    public static IEnumerable<JsonElement> AllDeviations => Deviations.GetProperty("pairs").EnumerateArray();

    /// <summary>What we mean to answer in place of a recorded answer, or null.</summary>
    public static JsonElement? DeviationOf(string file, JsonElement pair)
    {
        foreach (var deviation in AllDeviations)
        {
            if ($"api/{deviation.GetProperty("file").GetString()}" == file && NameOf(deviation) == NameOf(pair) && StepOf(deviation) == StepOf(pair))
                return deviation;
        }

        return null;
    }

    /// <summary>A pair's scenario.</summary>
    public static string NameOf(JsonElement pair) => pair.GetProperty("scenario").GetString()!;

    /// <summary>A pair's place in its scenario.</summary>
    public static int StepOf(JsonElement pair) => pair.TryGetProperty("step", out var step) ? step.GetInt32() : 1;

    static JsonElement Deviations => GoldenData.OwnJson(DeviationsFile);

    static JsonElement.ArrayEnumerator Pairs(string file) => GoldenData.Json(file).EnumerateArray();
}
