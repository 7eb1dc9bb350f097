using Spam.Model;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Inference;

/// <summary>A text on its way through the model, and those who wait for its answer: one request, or several with the same text.</summary>
/// <param name="key">What its answer is stored under.</param>
/// <param name="text">The text.</param>
sealed class WaitingText(CacheKey key, string text)
{
    readonly TaskCompletionSource<Prediction> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _callers = 1;

    /// <summary>What its answer is stored under.</summary>
    public CacheKey Key => key;

    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>The answer, when it comes.</summary>
    public Task<Prediction> Answer => _answer.Task;

    /// <summary>Whether it waits in the queue, which alone sets this.</summary>
    public bool IsQueued { get; set; }

    /// <summary>The call that brought it into the queue, which alone sets this.</summary>
    public InferenceCall? Call { get; set; }

    /// <summary>Whether anybody waits for it.</summary>
    public bool IsWanted => Volatile.Read(ref _callers) > 0;

    /// <summary>Waits too, unless all who waited have left.</summary>
    public bool TryJoin()
    {
        var callers = Volatile.Read(ref _callers);
        while (callers > 0)
        {
            var before = Interlocked.CompareExchange(ref _callers, callers + 1, callers);
            if (before == callers)
                return true;
            callers = before;
        }

        return false;
    }

    /// <summary>Waits no longer.</summary>
    /// <returns>Whether nobody does.</returns>
    public bool Leave() => Interlocked.Decrement(ref _callers) == 0;

    /// <summary>Hands the answer to all who wait.</summary>
    public void Land(Prediction prediction) => _answer.TrySetResult(prediction);

    /// <summary>Hands the failure to all who wait.</summary>
    public void Crash(Exception cause)
    {
        _answer.TrySetException(cause);
        _ = _answer.Task.Exception; // seen, though nobody may wait
    }
}
