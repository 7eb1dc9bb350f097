namespace Spam.Keras.Saving;

/// <summary>Which Keras a file is written for.</summary>
public enum KerasVersion
{
    /// <summary>Both, as far as both have the layers: without what an optimizer keeps, which each reads in an order of its own.</summary>
    Both,

    /// <summary>Keras 2 (2.13 to 2.15), with what the optimizer keeps.</summary>
    Keras2,

    /// <summary>Keras 3, with what the optimizer keeps; in <c>.h5</c> files without, as Keras 3 cannot go on from it there.</summary>
    Keras3,
}
