using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos.Metadata;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>What makes real layers again out of a SavedModel: the configs of the model and of each layer.</summary>
static class KerasMetadata
{
    const string KerasVersion = "2.15.0"; // whose form this is

    /// <summary>The name of the file.</summary>
    public const string FileName = "keras_metadata.pb";

    /// <summary>The path of the model's own node.</summary>
    public const string RootPath = "root";

    /// <summary>The message of a model.</summary>
    public static SavedMetadata Write(Sequential model, IReadOnlyList<SavedLayer> layers, ObjectGraph objects)
    {
        var metadata = new SavedMetadata();
        metadata.Nodes.Add(Node(0, RootPath, "_tf_keras_sequential", Root(model)));
        for (var i = 0; i < layers.Count; i++)
            metadata.Nodes.Add(Node(objects.Layers[i], $"{RootPath}.{layers[i].Names[0]}", layers[i].Format.Identifier, OfLayer(layers[i])));

        return metadata;
    }

    static SavedObject Node(int id, string path, string identifier, JsonObject metadata) => new()
    {
        NodeId = id,
        NodePath = path,
        Identifier = identifier,
        Metadata = PythonJson.Write(metadata),
        Version = new() { Producer = 2, MinConsumer = 1 },
    };

    static JsonObject Root(Sequential model) => new()
    {
        ["name"] = model.Name,
        ["class_name"] = nameof(Sequential),
        ["config"] = SequentialConfig.Write(model),
        ["trainable"] = true,
        ["dtype"] = "float32",
        ["is_graph_network"] = true,
        ["build_input_shape"] = ShapeConfig.WriteTensorShape(model.InputShape),
        ["keras_version"] = KerasVersion,
        ["backend"] = "tensorflow",
        ["model_config"] = SequentialConfig.WriteObject(nameof(Sequential), SequentialConfig.Write(model)),
        ["full_save_spec"] = new JsonObject
        {
            ["class_name"] = "__tuple__",
            ["items"] = new JsonArray(new JsonArray(SaveSpec(model)), new JsonObject()),
        },
        ["save_spec"] = SaveSpec(model),
    };

    static JsonObject SaveSpec(Sequential model)
    {
        var input = (InputLayer)model.Nodes[0].Layer; // a built Sequential begins with one
        return new()
        {
            ["class_name"] = "TypeSpec",
            ["type_spec"] = "tf.TensorSpec",
            ["serialized"] = new JsonArray(ShapeConfig.WriteTensorShape(model.InputShape), input.Dtype, input.Name),
        };
    }

    static JsonObject OfLayer(SavedLayer layer) => new()
    {
        ["name"] = layer.Layer.Name,
        ["class_name"] = layer.Layer.ClassName,
        ["config"] = layer.Format.WriteConfig(layer.Layer),
        ["trainable"] = layer.Layer.Trainable,
        ["dtype"] = "float32",
        ["stateful"] = false,
        ["build_input_shape"] = ShapeConfig.WriteTensorShape(layer.InputShape),
    };
}
