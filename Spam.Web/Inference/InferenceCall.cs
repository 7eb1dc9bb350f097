using Spam.Model;
using Spam.Web.Classification;

namespace Spam.Web.Inference;

/// <summary>The texts of one call, which one model is to answer.</summary>
/// <param name="classifier">The model.</param>
/// <param name="texts">The texts, which are in no other call.</param>
/// <param name="landed">Takes answers, on the thread that ran the model. Equal for all calls whose texts may run together.</param>
/// <param name="crashed">Takes the failure of a run, likewise.</param>
sealed class InferenceCall(
    ITextClassifier classifier, IReadOnlyList<WaitingText> texts, Action<IReadOnlyList<WaitingText>, IReadOnlyList<Prediction>> landed,
    Action<IReadOnlyList<WaitingText>, Exception> crashed)
{
    // Texts of about one length side by side: a run takes as long as its longest.
    readonly WaitingText[] _texts = [.. texts.OrderBy(text => text.Text.Length)];
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _taken;
    int _open = texts.Count;

    /// <summary>The model.</summary>
    public ITextClassifier Classifier => classifier;

    /// <summary>Its texts.</summary>
    public IReadOnlyList<WaitingText> Texts => _texts;

    /// <summary>Ends when all its texts have answers, or failed: one wait in place of one for each text.</summary>
    public Task Done => _done.Task;

    /// <summary>When it was put into the queue: a stopwatch's timestamp.</summary>
    public long Queued { get; init; }

    /// <summary>Whether nothing of it was taken yet.</summary>
    public bool IsNew => _taken == 0;

    /// <summary>Whether something of it is left.</summary>
    public bool HasMore => _taken < _texts.Length;

    /// <summary>Its next text.</summary>
    public WaitingText Take() => _texts[_taken++];

    /// <summary>Runs the model for texts of this call and of others.</summary>
    public void Run(IReadOnlyList<WaitingText> part)
    {
        try
        {
            var run = new string[part.Count];
            for (var i = 0; i < run.Length; i++)
                run[i] = part[i].Text;
            landed(part, classifier.Predict(run));
        }
        catch (Exception cause) // it is those who wait that it concerns
        {
            crashed(part, cause);
        }

        foreach (var text in part)
            text.Call!.End(); // what runs was in the queue, which set it
    }

    void End()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _done.SetResult();
    }
}
