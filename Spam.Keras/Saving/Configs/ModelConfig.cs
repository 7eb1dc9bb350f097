using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Models as objects: Keras's class and module, the options, and the shapes that the model was built for.</summary>
static class ModelConfig
{
    /// <summary>A model with its class, alone or as a layer of another one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="form">Whose form it has.</param>
    /// <param name="hasBuildConfig">Whether the shapes that it was built for are wanted.</param>
    /// <exception cref="KerasException">A layer has no place in Keras's configs.</exception>
    public static JsonObject Write(Network model, ConfigForm form, bool hasBuildConfig)
    {
        var config = KnownLayers.Of(model).WriteConfig(model, form);
        if (form is ConfigForm.Brief or ConfigForm.SavedModel)
            return ConfigWriter.Object(form, "keras", model.ClassName, config);
        if (form == ConfigForm.Shared) // each Keras has Functional in a module of its own, but both make one of a Model that has its config
            return ConfigWriter.Object(form, "keras", model is Sequential ? nameof(Sequential) : nameof(Model), config);

        // Keras offers Sequential by a short name, and writes Functional as a class that is registered with it.
        var isSequential = model is Sequential;
        var written = new JsonObject
        {
            ["module"] = isSequential ? "keras" : form == ConfigForm.Keras2 ? "keras.src.engine.functional" : "keras.src.models.functional",
            ["class_name"] = model.ClassName,
            ["config"] = config,
            ["registered_name"] = isSequential ? null : model.ClassName,
        };
        if (hasBuildConfig && model.Nodes.Count > 0)
            written.Add("build_config", new JsonObject { ["input_shape"] = BuildShape(model, form) });
        if (form == ConfigForm.Keras3)
            written.Add("compile_config", new JsonObject());
        return written;
    }

    /// <summary>The first place that Keras gives to a call of a layer: a model has one already, from its inputs to its outputs.</summary>
    /// <param name="layer">The layer that is called.</param>
    /// <param name="dialect">Whose config it is.</param>
    /// <param name="isHistory">Whether the place is in a <c>keras_history</c>, which counts from 0.</param>
    public static int FirstCall(Layer layer, Dialect dialect, bool isHistory = false) => layer switch
    {
        _ when isHistory => 0,
        Functional => 1,
        Sequential { Input: not null } => dialect == Dialect.Keras2 ? 1 : 0, // in Keras 3 a Sequential is no Functional
        _ => 0,
    };

    // Keras 3 writes null for a Functional model.
    static JsonArray? BuildShape(Network model, ConfigForm form)
    {
        if (model is Functional && form == ConfigForm.Keras3)
            return null;

        var shapes = model.Inputs.Select(input => ShapeConfig.Write(model.Nodes[input].OutputShape)).ToArray();
        return shapes.Length == 1 ? shapes[0] : new JsonArray([.. shapes]);
    }
}
