namespace Spam.Web.Repository;

/// <summary>A name that callers may use for a version of a model.</summary>
/// <param name="Model">The model; null for the default model.</param>
/// <param name="Label">The label.</param>
/// <param name="Version">The version that it stands for.</param>
sealed record ModelLabel(string? Model, string Label, string Version)
{
    const string Form = "Write model/label=version with commas between, as spam/stable=v1,spam/canary=v2; without model/ it is the default model.";

    /// <summary>Reads <c>spam/stable=v1,spam/canary=v2</c>.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="complain">Gets a sentence for each entry that cannot be used.</param>
    public static IReadOnlyList<ModelLabel> Parse(string text, Action<string> complain)
    {
        var labels = new List<ModelLabel>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Read(word) is not { } label)
                complain($"MODEL_LABELS holds '{word}', which is no label of a version. {Form}");
            else if (labels.Exists(other => (other.Model, other.Label) == (label.Model, label.Label)))
                complain($"MODEL_LABELS gives {word[..word.IndexOf('=')]} twice. A label stands for one version.");
            else
                labels.Add(label);
        }

        return labels;
    }

    /// <summary>As it is written in the setting.</summary>
    public override string ToString() => $"{(Model is null ? "" : $"{Model}/")}{Label}={Version}";

    static ModelLabel? Read(string word)
    {
        if (word.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } left, { Length: > 0 } version])
            return null;
        return left.Split('/', StringSplitOptions.TrimEntries) switch
        {
            [var label] when IsLabel(label) => new(null, label, version),
            [{ Length: > 0 } model, var label] when IsLabel(label) => new(model, label, version),
            _ => null,
        };
    }

    // Those that a path takes as they are.
    static bool IsLabel(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
}
