using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>One use of a layer in a model.</summary>
/// <param name="Layer">The layer; a shared one stands in several nodes.</param>
/// <param name="Inputs">The places, in the model's order, of the nodes whose outputs it reads.</param>
/// <param name="OutputShape">The shape of its output, with the batch axis.</param>
public sealed record Node(Layer Layer, IReadOnlyList<int> Inputs, Shape OutputShape);
