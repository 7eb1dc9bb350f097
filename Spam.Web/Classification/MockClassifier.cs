using System.Security.Cryptography;
using Spam.Model;
using Spam.Web.Json;

namespace Spam.Web.Classification;

/// <summary>The workshop's stand-in for a model: a text with an even number of characters is ham, any other is spam.</summary>
/// <param name="version">Its version, as callers see it.</param>
/// <param name="folder">Its folder, as callers see it; nothing is read from it.</param>
sealed class MockClassifier(string version, string folder) : ITextClassifier
{
    static readonly Prediction _ham = Certain(ham: 1, spam: 0, top: "ham");
    static readonly Prediction _spam = Certain(ham: 0, spam: 1, top: "spam");

    /// <inheritdoc/>
    public string Name => "mock";

    /// <inheritdoc/>
    public string Platform => "spam_mock";

    /// <inheritdoc/>
    public string Version => version;

    /// <inheritdoc/>
    public string Folder => folder;

    /// <inheritdoc/>
    public string ContentHash { get; } = Convert.ToHexStringLower(SHA256.HashData("mock"u8));

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = ["ham", "spam"];

    /// <inheritdoc/>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
        => [.. texts.Select(text => CodePoints.Count(text) % 2 == 0 ? _ham : _spam)];

    static Prediction Certain(float ham, float spam, string top)
        => new(new OrderedDictionary<string, float> { ["ham"] = ham, ["spam"] = spam }, new(top, 1));
}
