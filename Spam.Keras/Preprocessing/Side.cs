namespace Spam.Keras.Preprocessing;

/// <summary>The end of a sequence that is filled or cut.</summary>
public enum Side
{
    /// <summary>The front: Keras's <c>"pre"</c>.</summary>
    Pre,

    /// <summary>The back: Keras's <c>"post"</c>.</summary>
    Post,
}
