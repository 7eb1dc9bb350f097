using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>One use of a layer in a model.</summary>
/// <param name="Layer">The layer; a shared one stands in several nodes.</param>
/// <param name="Inputs">What it reads: outputs of nodes that stand before it.</param>
/// <param name="OutputShapes">The shapes of its outputs, with the batch axis.</param>
public sealed record Node(Layer Layer, IReadOnlyList<NodeOutput> Inputs, IReadOnlyList<Shape> OutputShapes)
{
    /// <summary>The shape of its first output.</summary>
    public Shape OutputShape => OutputShapes[0];
}

/// <summary>An output of a node.</summary>
/// <param name="Node">The node's place in the model.</param>
/// <param name="Output">Which of its outputs.</param>
public readonly record struct NodeOutput(int Node, int Output);
