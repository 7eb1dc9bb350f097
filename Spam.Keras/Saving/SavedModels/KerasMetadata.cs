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

    /// <summary>What SavedModel calls a model.</summary>
    public static string IdentifierOf(Model model) => model is Sequential ? "_tf_keras_sequential" : "_tf_keras_network";

    /// <summary>The message of a model.</summary>
    /// <exception cref="KerasException">The model has what Keras 2's configs have no place for.</exception>
    public static SavedMetadata Write(Model model, IReadOnlyList<SavedLayer> layers, ObjectGraph objects)
    {
        var metadata = new SavedMetadata();
        metadata.Nodes.Add(Node(0, RootPath, IdentifierOf(model), OfModel(model)));
        for (var i = 0; i < layers.Count; i++)
        {
            var described = layers[i].Layer is InputLayer input ? OfInput(input) : OfLayer(layers[i].Layer);
            metadata.Nodes.Add(Node(objects.Layers[i], $"{RootPath}.{layers[i].Names[0]}", layers[i].Identifier, described));
        }

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

    static JsonObject OfModel(Model model)
    {
        var inputs = model.Inputs.Select(node => (InputLayer)model.Nodes[node].Layer).ToArray(); // models begin with them
        return new()
        {
            ["name"] = model.Name,
            ["class_name"] = model.GetType().Name,
            ["config"] = Config(model),
            ["trainable"] = true,
            ["dtype"] = "float32",
            ["is_graph_network"] = true,
            ["build_input_shape"] = OneOrAll([.. inputs.Select(input => ShapeConfig.WriteTensorShape(input.ComputeOutputShape()))], Tuple),
            ["keras_version"] = KerasVersion,
            ["backend"] = "tensorflow",
            ["model_config"] = SequentialConfig.WriteObject(model.GetType().Name, Config(model)),
            ["full_save_spec"] = Tuple([new JsonArray(SaveSpec(inputs)), new JsonObject()]),
            ["save_spec"] = SaveSpec(inputs),
        };
    }

    static JsonObject Config(Model model) => model is Sequential sequential
        ? SequentialConfig.Write(sequential, ConfigForm.SavedModel)
        : FunctionalConfig.Write((Functional)model, ConfigForm.SavedModel); // there is no third kind

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
