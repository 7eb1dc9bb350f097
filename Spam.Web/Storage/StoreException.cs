namespace Spam.Web.Storage;

/// <summary>Why the store does not serve, in our words: no server's message, which might quote a text, and no secret.</summary>
/// <param name="message">What is the matter, as a sentence without its stop.</param>
/// <param name="advice">What to do about it, in whole sentences.</param>
/// <param name="isRefusal">Whether the store would refuse the same again, however often it is asked.</param>
sealed class StoreException(string message, string advice, bool isRefusal = false) : Exception(message)
{
    /// <summary>What to do about it, in whole sentences.</summary>
    public string Advice => advice;

    /// <summary>Whether the store would refuse the same again, however often it is asked.</summary>
    public bool IsRefusal => isRefusal;
}
