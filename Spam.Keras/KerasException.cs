namespace Spam.Keras;

/// <summary>A model, a tensor, an option or a file that cannot be used. The message says what came, what was expected and what to do.</summary>
public class KerasException : Exception
{
    /// <summary>With <paramref name="message"/>.</summary>
    public KerasException(string message) : base(message)
    {
    }

    /// <summary>With <paramref name="message"/> and what caused it.</summary>
    public KerasException(string message, Exception cause) : base(message, cause)
    {
    }
}
