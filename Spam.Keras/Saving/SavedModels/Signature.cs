using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>What a saved model is asked by name, and answers.</summary>
/// <param name="Inputs">What comes in, sorted by name: in this order TensorFlow hands arguments over.</param>
/// <param name="Outputs">What is answered, sorted by name.</param>
sealed record Signature(IReadOnlyList<SignatureTensor> Inputs, IReadOnlyList<SignatureTensor> Outputs)
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
    /// <exception cref="KerasException">An input is of a type that no graph is written for.</exception>
    public static Signature Of(Model model)
    {
        var inputs = model.Inputs.Select(node => OfInput((InputLayer)model.Nodes[node].Layer, node));
        List<SignatureTensor> outputs = [];
        foreach (var place in model.Outputs)
        {
            // A layer that gives several of the outputs is counted, as Keras does.
            var layer = model.Nodes[place.Node].Layer.Name;
            var name = layer;
            for (var number = 1; outputs.Exists(output => output.Name == name); number++)
                name = $"{layer}_{number}";
            outputs.Add(new(name, DataType.DtFloat, model.Nodes[place.Node].OutputShapes[place.Output], place));
        }

        return new(Sort(inputs), Sort(outputs));
    }

    /// <summary>The message that <c>signature_def</c> holds.</summary>
    /// <param name="inputs">How the main graph calls the inputs.</param>
    /// <param name="outputs">How the main graph calls the outputs.</param>
    public SignatureDef ToProto(IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        var proto = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        for (var i = 0; i < Inputs.Count; i++)
            proto.Inputs.Add(Inputs[i].Name, Inputs[i].ToInfo(inputs[i]));
        for (var i = 0; i < Outputs.Count; i++)
            proto.Outputs.Add(Outputs[i].Name, Outputs[i].ToInfo(outputs[i]));
        return proto;
    }

    /// <summary>Tensors by name, in the form that the object graph has.</summary>
    public static StructuredValue Spec(IEnumerable<SignatureTensor> tensors)
    {
        var spec = new StructuredValue { DictValue = new() };
        foreach (var tensor in tensors)
            spec.DictValue.Fields.Add(tensor.Name, tensor.ToSpec());
        return spec;
    }

    static SignatureTensor OfInput(InputLayer input, int node) => new(
        input.Name,
        _types.TryGetValue(input.Dtype, out var type)
            ? type
            : throw new KerasException($"{input} takes {input.Dtype}; SavedModel folders are written for inputs of {string.Join(", ", _types.Keys)}."),
        input.ComputeOutputShape(),
        new(node, 0));

    static SignatureTensor[] Sort(IEnumerable<SignatureTensor> tensors) => [.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
}
