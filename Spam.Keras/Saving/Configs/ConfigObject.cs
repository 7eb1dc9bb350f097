using System.Text.Json;

namespace Spam.Keras.Saving.Configs;

/// <summary>An object as Keras writes it: the name of its class, and its options.</summary>
/// <param name="ClassName">Keras's class name.</param>
/// <param name="Config">The options.</param>
sealed record ConfigObject(string ClassName, JsonElement Config)
{
    /// <summary>Reads <c>{"class_name", "config"}</c>, with or without Keras 3's <c>module</c> and <c>registered_name</c>.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="where">What is read, and from which file, for messages.</param>
    /// <exception cref="KerasException">It is no such object, or names a class that is not Keras's own: files bring data, never code.</exception>
    public static ConfigObject Read(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new KerasException($"{where}: expected an object with class_name and config, got {element.ValueKind}.");
        if (!element.TryGetProperty("class_name", out var name) || name.ValueKind != JsonValueKind.String)
            throw new KerasException($"{where}: an object has no class_name. It is no Keras config.");

        var className = name.GetString()!; // a JSON text is never null
        if (element.TryGetProperty("module", out var module) && !IsKeras(module))
        {
            throw new KerasException(
                $"{where}: the class {FileText.Show(className)} is of the module {FileText.Show(module.ToString())}. " +
                "Only Keras's own classes are made; files are data, never code.");
        }

        if (element.TryGetProperty("registered_name", out var registered) && registered.ValueKind != JsonValueKind.Null && registered.ToString() != className)
        {
            throw new KerasException(
                $"{where}: the class {FileText.Show(className)} is registered as {FileText.Show(registered.ToString())}, a custom class. " +
                "Only Keras's own classes are made.");
        }

        if (!element.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
            throw new KerasException($"{where}: the config of the class {FileText.Show(className)} is missing or no object.");

        return new(className, config);
    }

    static bool IsKeras(JsonElement module) => module.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => module.GetString() is "keras" or "builtins" || module.GetString()!.StartsWith("keras.", StringComparison.Ordinal),
        _ => false,
    };
}
