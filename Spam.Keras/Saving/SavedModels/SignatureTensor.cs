using Spam.Keras.Models;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>An input or output of a saved model.</summary>
/// <param name="Name">The input layer's name, or that of the layer which gives the output.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">With the batch axis.</param>
/// <param name="Place">Where it is in the model.</param>
sealed record SignatureTensor(string Name, DataType Type, Shape Shape, NodeOutput Place)
{
    /// <summary>The message of a signature.</summary>
    /// <param name="output">How the main graph calls it.</param>
    public TensorInfo ToInfo(string output) => new() { Name = output, Dtype = Type, TensorShape = Attribute.ShapeProto(Shape) };

    /// <summary>The message of the object graph.</summary>
    public StructuredValue ToSpec() => new() { TensorSpecValue = new() { Name = Name, Dtype = Type, Shape = Attribute.ShapeProto(Shape) } };
}
