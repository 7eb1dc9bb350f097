namespace Spam.Web.Inference;

/// <summary>More texts wait for the model than may. The answer is 429.</summary>
/// <param name="waiting">How many wait.</param>
/// <param name="retryAfter">When those that wait now are about done.</param>
sealed class OverloadedException(int waiting, TimeSpan retryAfter)
    : Exception($"{waiting} texts wait for the model already. Ask again later.")
{
    /// <summary>When those that wait now are about done.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
