namespace Spam.Keras.Models;

/// <summary>How much <c>fit</c>, <c>evaluate</c> and <c>predict</c> print.</summary>
public enum Verbose
{
    /// <summary>The bar on a terminal, a line an epoch elsewhere.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>Keras's progress bar.</summary>
    ProgressBar,

    /// <summary>One line an epoch.</summary>
    OneLine,
}
