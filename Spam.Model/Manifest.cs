using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spam.Model;

/// <summary>What a training run wrote, and from what. Stands in <c>manifest.json</c>.</summary>
public sealed record Manifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.json";

    static readonly ManifestJson _json = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    });

    /// <summary>What the model is called.</summary>
    public required string Name { get; init; }

    /// <summary>Which version of it this is: <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The program that wrote it, and .NET, each with its version.</summary>
    public required IReadOnlyDictionary<string, string> WrittenBy { get; init; }

    /// <summary>The labels, in the order of the model's outputs.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The seed that all random numbers came from.</summary>
    public required int Seed { get; init; }

    /// <summary>The settings of the training run, by the names of their options.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>How good it was on the test rows, and what it has to beat.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>Every other file of the folder.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The file's contents.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="ModelFolderException">It is no manifest.</exception>
    public static Manifest Parse(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(json, _json.Manifest) ?? throw new JsonException("It holds null.");
        }
        catch (JsonException cause)
        {
            throw new ModelFolderException(
                $"{file} is no whole manifest ({cause.Message}) Copy the folder again, or train again; without the file nothing is checked.", cause);
        }
    }

    /// <summary>The file's contents.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json.Manifest) + "\n";
}
