using System.Globalization;
using System.Text.Json;
using Spam.Model;
using Spam.Web.Classification;
using Spam.Web.Http;
using Spam.Web.Json;

namespace Spam.Tests.Web;

/// <summary>
/// Gives the scores that the golden file recorded for its texts: for what the API does with a model's numbers, where the model itself cannot be read yet.
/// </summary>
sealed class RecordedClassifier : ITextClassifier
{
    readonly Dictionary<string, Prediction> _byText = new(StringComparer.Ordinal);

    RecordedClassifier(string file)
    {
        foreach (var pair in GoldenData.Json(file).EnumerateArray())
        {
            var response = pair.GetProperty("response");
            if (!response.TryGetProperty("variable", out var variable) || variable[0].GetString() != "probability")
                continue;
            var scores = response.GetProperty("values").EnumerateArray().Select(value => float.Parse(value.GetString()!, CultureInfo.InvariantCulture)).ToArray();
            var texts = TextsOf(pair.GetProperty("request"));
            for (var i = 0; i < texts.Count; i++)
                _byText.TryAdd(texts[i], ToPrediction(scores[3 * i], scores[(3 * i) + 1]));
        }
    }

    public string Name => "recorded";

    public string Version => "v1";

    public string Folder => "training/trained_model_v1";

    public string ContentHash { get; } = new('0', 64);

    public IReadOnlyList<string> Labels => ["ham", "spam"];

    /// <summary>The model that the numbers came from, where this version reads its file; else this.</summary>
    public static ITextClassifier OrTheModel(string file)
    {
        GoldenData.Require(file);
        var folder = GoldenData.PathOf("api/trained-model");
        try
        {
            return new ModelClassifier(AIModel.Load(folder), "v1", "training/trained_model_v1");
        }
        catch (ModelFolderException)
        {
            return new RecordedClassifier(file);
        }
    }

    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts) => [.. texts.Select(text => _byText[text])];

    static Prediction ToPrediction(float ham, float spam)
        => new(new OrderedDictionary<string, float> { ["ham"] = ham, ["spam"] = spam }, ham >= spam ? new("ham", ham) : new("spam", spam));

    static IReadOnlyList<string> TextsOf(JsonElement request)
    {
        if (GoldenRequest.Joined(request, "query") is { } query)
            return [QueryText.Last(query, "text")!];
        JsonParser.Parse(GoldenRequest.Joined(request, "body")!, out var body);
        var members = (Dictionary<string, object?>)body!;
        return members.TryGetValue("text", out var text)
            ? [text as string ?? ((JsonInteger)text!).Digits]
            : [.. ((List<object?>)members["texts"]!).Cast<string>()];
    }
}
