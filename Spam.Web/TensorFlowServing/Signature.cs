using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.TensorFlowServing;

/// <summary>What can be asked of a model: <c>serving_default</c> gives scores, <c>classify</c> gives classes and scores.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">What TensorFlow calls its kind.</param>
/// <param name="HasClasses">Whether the labels stand beside the scores.</param>
sealed record Signature(string Name, string Method, bool HasClasses)
{
    const string Key = "signature_name";

    /// <summary>Text to scores.</summary>
    public static Signature Default { get; } = new("serving_default", "tensorflow/serving/predict", HasClasses: false);

    /// <summary>Text to classes and scores.</summary>
    public static Signature Classify { get; } = new("classify", "tensorflow/serving/classify", HasClasses: true);

    /// <summary>The name that a request asks for; null for none.</summary>
    /// <exception cref="RefusedException">It is no string.</exception>
    public static string? NameIn(Dictionary<string, object?> body) => !body.TryGetValue(Key, out var name) ? null
        : name as string ?? throw RefusedException.Bad($"'{Key}' key must be a string value; got {JsonKind.Of(name)}.");

    /// <summary>The signature of that name.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static Signature Find(string? name)
        => string.IsNullOrEmpty(name) || name == Default.Name ? Default
            : name == Classify.Name ? Classify
            : throw RefusedException.Bad($"Serving signature name: \"{JsonKind.Short(name)}\" not found in signature def. There is: {Default.Name}, {Classify.Name}.");
}
