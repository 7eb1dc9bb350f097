using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;
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

    /// <summary>What says in a model's entry how Keras compiled it. It is not written: Keras 2 would refuse a folder for a figure that it does not know.</summary>
    public const string TrainingConfig = "training_config";

    /// <summary>The message of a model.</summary>
    /// <exception cref="KerasException">The model has what Keras 2's configs have no place for.</exception>
    public static SavedMetadata Write(Model model, ObjectGraph objects)
    {
        var metadata = new SavedMetadata();
        metadata.Nodes.Add(Node(0, RootPath, KnownLayers.Of(model).Identifier, OfModel(model)));
        foreach (var (layer, node) in objects.Layers)
            metadata.Nodes.Add(Node(node, PathOf(layer), layer.Identifier, Describe(layer.Layer)));
        foreach (var layer in objects.Layers.Select(layer => layer.Layer).Where(layer => layer.Layer is not InputLayer))
        {
            foreach (var (name, described) in KnownLayers.Of(layer.Layer).InnerMetadata(layer.Layer))
                metadata.Nodes.Add(Node(objects.NodeAt($"{layer.Path}/{name}"), $"{PathOf(layer)}.{name}", "_tf_keras_layer", described));
        }

        return metadata;
    }

    static string PathOf(SavedLayer layer) => $"{RootPath}.{layer.Path.Replace('/', '.')}";

    static JsonObject Describe(Layer layer) => layer switch
    {
        InputLayer input => OfInput(input),
        Network model => OfModel(model),
        _ => OfLayer(layer),
    };

    static SavedObject Node(int id, string path, string identifier, JsonObject metadata) => new()
    {
        NodeId = id,
        NodePath = path,
        Identifier = identifier,
        Metadata = PythonJson.Write(metadata),
        Version = new() { Producer = 2, MinConsumer = 1 },
    };

    static JsonObject OfModel(Network model)
    {
        var inputs = model.Inputs.Select(node => (InputLayer)model.Nodes[node].Layer).ToArray(); // models begin with them
        return new()
        {
            ["name"] = model.Name,
            ["class_name"] = model.ClassName,
            ["config"] = Config(model),
            ["trainable"] = model.Trainable,
            ["dtype"] = "float32",
            ["is_graph_network"] = true,
            ["build_input_shape"] = OneOrAll([.. inputs.Select(input => ShapeConfig.WriteTensorShape(input.ComputeOutputShape()))], Tuple),
            ["keras_version"] = KerasVersion,
            ["backend"] = "tensorflow",
            ["model_config"] = SequentialConfig.WriteObject(model.ClassName, Config(model)),
            ["full_save_spec"] = Tuple([new JsonArray(SaveSpec(inputs)), new JsonObject()]),
            ["save_spec"] = SaveSpec(inputs),
        };
    }

    static JsonObject Config(Network model) => KnownLayers.Of(model).WriteConfig(model, ConfigForm.SavedModel);

    static JsonNode SaveSpec(IEnumerable<InputLayer> inputs) => OneOrAll([.. inputs.Select(SaveSpec)], specs => new JsonArray(specs));

    static JsonObject SaveSpec(InputLayer input) => new()
    {
        ["class_name"] = "TypeSpec",
        ["type_spec"] = "tf.TensorSpec",
        ["serialized"] = new JsonArray(ShapeConfig.WriteTensorShape(input.ComputeOutputShape()), input.Dtype, input.Name),
    };

    static JsonObject OfLayer(Layer layer) => new()
    {
        ["name"] = layer.Name,
        ["class_name"] = layer.ClassName,
        ["config"] = KnownLayers.Of(layer).WriteConfig(layer, ConfigForm.SavedModel),
        ["trainable"] = layer.Trainable,
        ["dtype"] = "float32",
        ["stateful"] = false,
        ["build_input_shape"] = BuildInputShape(layer),
    };

    // Keras builds a layer that takes its inputs as arguments of their own by the first of them.
    static JsonNode BuildInputShape(Layer layer)
    {
        var shapes = layer.BuildInputShapes.Select(ShapeConfig.WriteTensorShape).ToArray<JsonNode>();
        return KnownLayers.Of(layer).InputNames.Count > 0 ? shapes[0] : OneOrAll(shapes, all => new JsonArray(all));
    }

    static JsonObject OfInput(InputLayer input)
    {
        var written = InputConfig.Write(input, ConfigForm.SavedModel)["config"]!.AsObject(); // an object with its class has a config
        var described = new JsonObject { ["class_name"] = nameof(InputLayer), ["sparse"] = false, ["ragged"] = false };
        foreach (var (name, value) in written)
            described[name] = value?.DeepClone();
        described["config"] = written.DeepClone();
        return described;
    }

    static JsonNode OneOrAll(JsonNode[] nodes, Func<JsonNode[], JsonNode> all) => nodes.Length == 1 ? nodes[0] : all(nodes);

    static JsonObject Tuple(params JsonNode[] items) => new() { ["class_name"] = "__tuple__", ["items"] = new JsonArray(items) };
}
