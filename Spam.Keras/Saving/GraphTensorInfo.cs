namespace Spam.Keras.Saving;

/// <summary>A tensor that a saved graph takes or gives.</summary>
/// <param name="Name">Its name in the signature.</param>
/// <param name="Type">The type of its elements, as TensorFlow writes it: <c>int32</c>.</param>
/// <param name="Shape">Its shape, with <see cref="Shape.Unknown"/> where any size fits; null where not even the number of axes is fixed.</param>
public sealed record GraphTensorInfo(string Name, string Type, Shape? Shape)
{
    /// <summary>TensorFlow's name of the operation that gives it, as <c>Softmax</c>; null for what the caller gives.</summary>
    public string? Operation { get; init; }
}
