using System.Text.Json.Nodes;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Writes <c>.h5</c> files: whole models, and weights alone.</summary>
static class H5ModelWriter
{
    /// <summary>Writes a whole model.</summary>
    /// <exception cref="KerasException">The model is not built, or has what such a file cannot hold.</exception>
    public static void Write(Model model, Stream stream, KerasVersion version)
    {
        _ = model.InputShape; // throws where the model is not built
        SharedForm.Check(model, version, hasConfig: true);
        var form = SharedForm.Of(version);
        var root = new GroupContent();
        root.AddText("keras_version", SharedForm.NumberOf(version));
        root.AddText("backend", "tensorflow");
        root.AddText("model_config", PythonJson.Write(ToLegacy(ModelConfig.Write(model, form, hasBuildConfig: false), isDeep: version != KerasVersion.Keras2)));
        LayerGroups.Write(model, root.Group("model_weights"), version);
        if (model.Compilation is { } compilation)
        {
            root.AddText("training_config", PythonJson.Write(CompileConfig.Write(compilation, form, isH5: true)));
            if (version == KerasVersion.Keras2)
                OptimizerState.WriteH5(model, root);
        }

        Hdf5Writer.Write(root, stream);
    }

    /// <summary>Writes a model's weights.</summary>
    public static void WriteWeights(Model model, Stream stream, KerasVersion version)
    {
        _ = model.InputShape; // throws where the model is not built
        var root = new GroupContent();
        LayerGroups.Write(model, root, version);
        Hdf5Writer.Write(root, stream);
    }

    // In .h5 files the model and the entries of its list of layers have a class and options alone; in models that are layers Keras 2 writes more.
    static JsonObject ToLegacy(JsonObject model, bool isDeep)
    {
        var legacyModel = Bare(model);
        var config = (JsonObject)legacyModel["config"]!; // every object has one
        var layers = (JsonArray)config["layers"]!;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = (JsonObject)layers[i]!;
            var legacy = isDeep && layer["config"]!["layers"] is JsonArray ? ToLegacy(layer, isDeep) : Bare(layer);
            foreach (var member in (ReadOnlySpan<string>)["name", "inbound_nodes"])
            {
                if (layer.ContainsKey(member))
                    legacy.Add(member, layer[member]!.DeepClone());
            }

            layers[i] = legacy;
        }

        return legacyModel;
    }

    static JsonObject Bare(JsonObject written)
    {
        var className = written["class_name"]!.GetValue<string>(); // every object has one
        return new() { ["class_name"] = className == nameof(Model) ? nameof(Functional) : className, ["config"] = written["config"]!.DeepClone() };
    }
}
