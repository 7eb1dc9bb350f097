using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>A layer inside another one.</summary>
/// <param name="Name">What Keras's object graph calls it: <c>forward_layer</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="InputShapes">The shapes that come to it.</param>
/// <param name="Scope">What stands before the names of its variables, with a stroke at the end; empty where nothing does.</param>
sealed record InnerLayer(string Name, Layer Layer, IReadOnlyList<Shape> InputShapes, string Scope = "");
