using System.Text.Json;

namespace Spam.Keras.Saving.Configs;

/// <summary>Element types in configs: a name, or Keras 3's policy object.</summary>
static class DataTypeConfig
{
    /// <summary>Reads the option <c>dtype</c> of a layer that computes: float32 or nothing.</summary>
    public static void RequireFloat32(ConfigReader config)
    {
        if (Read(config) is var name and not "float32")
            throw config.Fail("dtype", $"is {FileText.Show(name)}, which is not supported; only float32 is");
    }

    /// <summary>Reads the option <c>dtype</c>; float32 where it is absent.</summary>
    public static string Read(ConfigReader config)
    {
        if (config.Find("dtype") is not { } value)
            return "float32";
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!; // a JSON text is never null

        var (className, policy) = ConfigObject.Read(value, $"{config.Owner}: the option dtype");
        return className is "DTypePolicy" or "Policy" && policy.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw config.Fail("dtype", $"is a {FileText.Show(className)}, which is not supported; only float32 is");
    }

    /// <summary>Writes the option <c>dtype</c> of a layer that computes, in a form that leaves nothing out.</summary>
    public static void Write(ConfigWriter config)
    {
        config.AddFixed(ConfigForm.Keras2, "dtype", "float32");
        config.AddFixed(ConfigForm.Keras3, "dtype", ConfigWriter.Object(config.Form, "keras", "DTypePolicy", new() { ["name"] = "float32" }));
    }
}
