using System.Numerics;
using System.Runtime.InteropServices;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A signature and the part of the graph behind it.</summary>
/// <param name="Signature">What is taken and given, in the order of the function's arguments and results.</param>
/// <param name="Function">The part of the graph.</param>
sealed record GraphEntry(GraphSignature Signature, GraphFunction Function)
{
    /// <summary>The arguments of the function, converted to the types that it takes.</summary>
    /// <exception cref="KerasException">One is missing, is not asked for, or does not fit.</exception>
    public RunValue[] Arguments(IReadOnlyDictionary<string, Tensor> inputs, string file)
    {
        if (inputs.Keys.FirstOrDefault(name => !Signature.Inputs.ContainsKey(name)) is { } unknown)
            throw Fail($"has no input {FileText.Show(unknown)}; it takes {string.Join(", ", Signature.Inputs.Keys.Select(FileText.Show))}");

        return [.. Signature.Inputs.Values.Select(input =>
        {
            if (!inputs.TryGetValue(input.Name, out var tensor))
                throw Fail($"takes the input {FileText.Show(input.Name)}, which is missing");
            if (input.Shape is not null && !input.Shape.Accepts(tensor.Shape))
                throw Fail($"takes {FileText.Show(input.Name)} with shape {input.Shape}; {tensor.Shape} came");

            return Argument(input, tensor);
        })];

        KerasException Fail(string reason) => new($"{file}: the signature {FileText.Show(Signature.Name)} {reason}.");
    }

    /// <summary>The function's results by name, as float32.</summary>
    /// <exception cref="KerasException">One is not made of numbers.</exception>
    public IReadOnlyDictionary<string, Tensor> Results(RunValue[] results, string file)
    {
        var named = new Dictionary<string, Tensor>();
        foreach (var (output, value) in Signature.Outputs.Values.Zip(results))
        {
            named[output.Name] = value switch
            {
                GraphTensor<float> x => new(x.Memory is null ? [.. x.Span] : x.Values, x.Shape), // what is the model's own is not handed out
                GraphTensor<double> x => Widened(x),
                GraphTensor<Half> x => Widened(x),
                GraphTensor<int> x => Widened(x),
                GraphTensor<long> x => Widened(x),
                GraphTensor<byte> x => Widened(x),
                GraphTensor<bool> x => new(Array.ConvertAll(x.Values, flag => flag ? 1f : 0f), x.Shape),
                _ => throw new KerasException($"{file}: the output {FileText.Show(output.Name)} is a {value}; numbers can be handed out."),
            };
        }

        return named;
    }

    static Tensor Widened<T>(GraphTensor<T> value) where T : INumber<T>
        => new(Array.ConvertAll(value.Values, float.CreateTruncating), value.Shape);

    RunValue Argument(GraphTensorInfo input, Tensor tensor) => input.Type switch
    {
        "float32" => new GraphTensor<float>(MemoryMarshal.TryGetArray<float>(tensor.Memory, out var array) ? array.Array! : tensor.Span.ToArray(), tensor.Shape),
        "float64" => Converted<double>(input, tensor),
        "float16" => Converted<Half>(input, tensor),
        "int32" => Converted<int>(input, tensor),
        "int64" => Converted<long>(input, tensor),
        "uint8" => Converted<byte>(input, tensor),
        "bool" => new GraphTensor<bool>(Array.ConvertAll(tensor.Span.ToArray(), value => value != 0), tensor.Shape),
        _ => throw new KerasException($"The signature '{Signature.Name}' takes {FileText.Show(input.Name)} as {input.Type}, which cannot be made of float32."),
    };

    GraphTensor<T> Converted<T>(GraphTensorInfo input, Tensor tensor) where T : INumber<T>
    {
        var values = new T[tensor.Length];
        var isWhole = typeof(T) != typeof(double) && typeof(T) != typeof(Half);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateTruncating(tensor[i]);
            if (isWhole && float.CreateTruncating(values[i]) != tensor[i])
            {
                throw new KerasException(
                    $"The signature '{Signature.Name}' takes {FileText.Show(input.Name)} as {input.Type}; {tensor[i]} came at place {i}. Give whole numbers that fit.");
            }
        }

        return new(values, tensor.Shape);
    }
}
