namespace Spam.Keras.Layers;

/// <summary>How <see cref="Bidirectional"/> puts its two outputs together.</summary>
public enum MergeMode
{
    /// <summary>Side by side: <c>concat</c>.</summary>
    Concat,

    /// <summary>Their sum: <c>sum</c>.</summary>
    Sum,

    /// <summary>Their product, number by number: <c>mul</c>.</summary>
    Mul,

    /// <summary>Their mean: <c>ave</c>.</summary>
    Ave,

    /// <summary>Not at all: two outputs, Keras's <c>None</c>.</summary>
    None,
}
