namespace Spam.Keras.Regularizers;

/// <summary>What <see cref="OrthogonalRegularizer"/> wants at right angles.</summary>
public enum OrthogonalMode
{
    /// <summary>Keras's <c>rows</c>.</summary>
    Rows,

    /// <summary>Keras's <c>columns</c>.</summary>
    Columns,
}
