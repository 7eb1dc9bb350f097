namespace Spam.Keras;

/// <summary>Whose meaning a name has where the two Keras generations differ (<c>hard_sigmoid</c>).</summary>
public enum Dialect
{
    /// <summary>Keras 2.15.</summary>
    Keras2,

    /// <summary>Keras 3.</summary>
    Keras3,
}
