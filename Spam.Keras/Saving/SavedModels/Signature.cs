using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>What a saved model is asked by name, and answers.</summary>
/// <param name="InputName">The input layer's name.</param>
/// <param name="InputType">The type of numbers that callers send.</param>
/// <param name="InputShape">With the batch axis.</param>
/// <param name="OutputName">The last layer's name.</param>
/// <param name="OutputShape">With the batch axis.</param>
sealed record Signature(string InputName, DataType InputType, Shape InputShape, string OutputName, Shape OutputShape)
{
    /// <summary>The signature that servers ask when none is named.</summary>
    public const string Name = "serving_default";

    /// <summary>The function behind it.</summary>
    public const string Function = "__inference_signature_wrapper";

    static readonly Dictionary<string, DataType> _types = new()
    {
        ["float32"] = DataType.DtFloat,
        ["int32"] = DataType.DtInt32,
        ["int64"] = DataType.DtInt64,
    };

    /// <summary>The signature of a built model.</summary>
    public static Signature Of(Sequential model)
    {
        var input = (InputLayer)model.Nodes[0].Layer; // a built Sequential begins with one
        return new(input.Name, _types[input.Dtype], model.InputShape, model.Layers[^1].Name, model.OutputShape);
    }

    /// <summary>The message that <c>signature_def</c> holds.</summary>
    /// <param name="input">How the main graph calls the input.</param>
    /// <param name="output">How the main graph calls the output.</param>
    public SignatureDef ToProto(string input, string output) => new()
    {
        MethodName = "tensorflow/serving/predict",
        Inputs = { [InputName] = new TensorInfo { Name = input, Dtype = InputType, TensorShape = Attribute.ShapeProto(InputShape) } },
        Outputs = { [OutputName] = new TensorInfo { Name = output, Dtype = DataType.DtFloat, TensorShape = Attribute.ShapeProto(OutputShape) } },
    };

    /// <summary>The input in the form that the object graph has.</summary>
    public StructuredValue InputSpec => Spec(InputName, InputType, InputShape);

    /// <summary>The output in the form that the object graph has.</summary>
    public StructuredValue OutputSpec => Spec(OutputName, DataType.DtFloat, OutputShape);

    static StructuredValue Spec(string name, DataType type, Shape shape)
    {
        var spec = new StructuredValue { TensorSpecValue = new() { Name = name, Dtype = type, Shape = Attribute.ShapeProto(shape) } };
        return new() { DictValue = new() { Fields = { [name] = spec } } };
    }
}
