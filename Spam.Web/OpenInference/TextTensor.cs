using System.Globalization;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;
using Spam.Web.Predictions;

namespace Spam.Web.OpenInference;

/// <summary>Reads the input: a BYTES tensor of shape [n] or [n, 1], its data flat or nested as the shape says.</summary>
/// <remarks>Source: Open Inference Protocol, inference_rest.md, "Request Input" and "Tensor Data".</remarks>
static class TextTensor
{
    const string Place = "inputs[0]";

    /// <summary>The texts.</summary>
    /// <exception cref="RefusedException">It is another tensor.</exception>
    public static string[] Read(Dictionary<string, object?> input, Limits limits)
    {
        var name = Member.Required<string>(input, "name", Place, "a string");
        if (name != Tensors.Text)
            throw RefusedException.Bad($"{Place} is called '{JsonKind.Short(name)}'; the model has one input: '{Tensors.Text}'.");
        var datatype = Member.Required<string>(input, "datatype", Place, "a string");
        if (datatype != Tensors.Bytes)
            throw RefusedException.Bad($"{Place}: the input '{name}' has datatype '{JsonKind.Short(datatype)}'; expected {Tensors.Bytes}.");
        if (Member.Parameters(input, Place)?.ContainsKey("binary_data_size") == true)
            throw InferRequest.NoBinary($"{Place}: the parameter 'binary_data_size'");

        var shape = ShapeOf(Member.Required<List<object?>>(input, "shape", Place, "a list of whole numbers"));
        var data = Member.Required<List<object?>>(input, "data", Place, "a list of strings");
        if (data.Count != shape[0])
            throw RefusedException.Bad($"{Place}: 'shape' is {Shown(shape)}, which is {shape[0]} texts; 'data' has {data.Count} elements.");
        TextLimits.CheckCount(data.Count, limits);
        return TextsOf(data, shape, limits);
    }

    static string[] TextsOf(List<object?> data, long[] shape, Limits limits)
    {
        var isNested = data is [List<object?>, ..];
        if (isNested && shape.Length == 1)
            throw RefusedException.Bad($"{Place}: 'data' holds lists; 'shape' is {Shown(shape)}: expected strings, or shape [{shape[0]},1].");

        var texts = new string[data.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var item = data[i];
            if (isNested)
            {
                item = item is List<object?> { Count: 1 } row
                    ? row[0]
                    : throw RefusedException.Bad($"{Place}: data[{i}] is {(item is List<object?> other ? $"a list of {other.Count}" : JsonKind.Of(item))}; 'shape' is {Shown(shape)}: expected a list of one string.");
            }

            texts[i] = item as string ?? throw RefusedException.Bad($"{Place}: data[{i}] is {JsonKind.Of(item)}; expected a string, as datatype {Tensors.Bytes} has in JSON.");
            TextLimits.CheckLength(texts[i], i, limits);
        }

        return texts;
    }

    static long[] ShapeOf(List<object?> items)
    {
        if (items.Count is not (1 or 2))
            throw RefusedException.Bad($"{Place}: 'shape' has {items.Count} dimensions; expected [n] or [n,1] for n texts.");

        var shape = new long[items.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            if (items[i] is not JsonInteger integer || !long.TryParse(integer.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw RefusedException.Bad($"{Place}: shape[{i}] is {(items[i] is JsonInteger other ? JsonKind.Short(other.Digits) : JsonKind.Of(items[i]))}; expected a whole number from 0.");
        }

        return shape is [_, not 1] ? throw RefusedException.Bad($"{Place}: 'shape' is {Shown(shape)}; expected [n] or [n,1] for n texts.") : shape;
    }

    static string Shown(long[] shape) => $"[{string.Join(',', shape)}]";
}
