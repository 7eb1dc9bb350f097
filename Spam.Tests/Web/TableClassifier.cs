using Spam.Model;
using Spam.Web.Classification;

namespace Spam.Tests.Web;

/// <summary>Answers what a function says: for tests of what is made of answers.</summary>
sealed class TableClassifier(string name, string version, IReadOnlyList<string> labels, Func<string, float[]> scores) : ITextClassifier
{
    int _calls;

    /// <summary>Ham and spam, with the scores of the examples in the documentation of the protocols.</summary>
    public static TableClassifier Spam(string version = "1")
        => new("spam", version, ["ham", "spam"], text => text == "hi" ? [0.94f, 0.06f] : [0.14f, 0.86f]);

    /// <summary>How many texts it was asked.</summary>
    public int Calls => _calls;

    public string Name => name;

    public string Version => version;

    public string Folder => "";

    public string ContentHash { get; } = new('a', 64);

    public IReadOnlyList<string> Labels => labels;

    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
    {
        Interlocked.Add(ref _calls, texts.Count);
        return [.. texts.Select(text => Of(scores(text)))];
    }

    Prediction Of(float[] values)
    {
        var byLabel = new OrderedDictionary<string, float>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
            byLabel.Add(labels[i], values[i]);
        var top = Array.IndexOf(values, values.Max());
        return new(byLabel, new(labels[top], values[top]));
    }
}
