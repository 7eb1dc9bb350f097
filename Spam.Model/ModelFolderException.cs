using Spam.Keras;

namespace Spam.Model;

/// <summary>A model folder that cannot be used: a file is missing, there twice, damaged, or does not fit another. The message names the file, what came and the fix.</summary>
public sealed class ModelFolderException : KerasException
{
    /// <summary>With <paramref name="message"/>.</summary>
    public ModelFolderException(string message) : base(message)
    {
    }

    /// <summary>With <paramref name="message"/> and what caused it.</summary>
    public ModelFolderException(string message, Exception cause) : base(message, cause)
    {
    }
}
