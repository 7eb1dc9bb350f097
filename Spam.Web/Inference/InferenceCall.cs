using Spam.Model;
using Spam.Web.Classification;

namespace Spam.Web.Inference;

/// <summary>The texts of one call, which one model is to answer, a part at a time.</summary>
/// <param name="classifier">The model.</param>
/// <param name="texts">The texts.</param>
/// <param name="landed">Takes the answers of a part, on the thread that ran the model.</param>
/// <param name="crashed">Takes the failure of a part.</param>
sealed class InferenceCall(
    ITextClassifier classifier, IReadOnlyList<WaitingText> texts, Action<IReadOnlyList<WaitingText>, IReadOnlyList<Prediction>> landed,
    Action<IReadOnlyList<WaitingText>, Exception> crashed)
{
    // Texts of about one length side by side: a batch takes as long as its longest.
    readonly WaitingText[] _texts = [.. texts.OrderBy(text => text.Text.Length)];
    int _taken;

    /// <summary>The model.</summary>
    public ITextClassifier Classifier => classifier;

    /// <summary>When it was put into the queue: a stopwatch's timestamp.</summary>
    public long Queued { get; init; }

    /// <summary>Whether nothing of it was taken yet.</summary>
    public bool IsNew => _taken == 0;

    /// <summary>Whether something of it is left.</summary>
    public bool HasMore => _taken < _texts.Length;

    /// <summary>Its next text.</summary>
    public WaitingText Take() => _texts[_taken++];

    /// <summary>Runs the model for a part.</summary>
    public void Run(IReadOnlyList<WaitingText> part)
    {
        try
        {
            var texts = new string[part.Count];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = part[i].Text;
            landed(part, classifier.Predict(texts));
        }
        catch (Exception cause) // it is those who wait that it concerns
        {
            crashed(part, cause);
        }
    }
}
