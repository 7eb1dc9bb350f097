using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spam.Keras.Saving.Configs;

/// <summary>Shapes in configs.</summary>
static class ShapeConfig
{
    const int MaxRank = 16;

    /// <summary>Reads a list of sizes, bare or as Keras wraps tuples and TensorShapes; null where it is none.</summary>
    public static Shape? TryRead(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object && !(value.TryGetProperty("items", out value)))
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxRank)
            return null;

        List<int> sizes = [];
        foreach (var size in value.EnumerateArray())
        {
            if (size.ValueKind == JsonValueKind.Null)
                sizes.Add(Shape.Unknown);
            else if (size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out var number) && number is >= 0 and <= ConfigReader.MaxSize)
                sizes.Add(number);
            else
                return null;
        }

        return new([.. sizes]);
    }

    /// <summary>A list of sizes, null where unknown.</summary>
    public static JsonArray Write(Shape shape) => [.. shape.Select(size => size == Shape.Unknown ? null : (JsonNode)size)];

    /// <summary>A shape as Keras's metadata wraps it.</summary>
    public static JsonObject WriteTensorShape(Shape shape) => new() { ["class_name"] = "TensorShape", ["items"] = Write(shape) };
}
