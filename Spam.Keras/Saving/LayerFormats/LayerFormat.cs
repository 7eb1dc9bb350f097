using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>
/// What files hold of one kind of layer: its options, its weights' places, and what it computes as a graph.
/// A new layer is a new file here and a line in <see cref="KnownLayers"/>.
/// </summary>
abstract class LayerFormat
{
    /// <summary>Keras's class name.</summary>
    public abstract string ClassName { get; }

    /// <summary>What SavedModel calls such an object.</summary>
    public virtual string Identifier => "_tf_keras_layer";

    /// <summary>Whether Keras 3 takes the option <c>trainable</c>; layers whose constructor does not hand it on refuse it.</summary>
    public virtual bool HasTrainable => true;

    /// <summary>Makes the layer that a config describes.</summary>
    /// <param name="config">Keras's <c>get_config()</c>: Keras 2's or Keras 3's, full or minimal.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="dialect">Whose names the config has.</param>
    /// <exception cref="KerasException">An option is unknown, of another type, or not supported.</exception>
    public Layer ReadConfig(JsonElement config, string source, Dialect dialect)
    {
        var name = config.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var reader = new ConfigReader(config, $"{source}: {ClassName}{(name is null ? "" : $" {FileText.Show(name)}")}", dialect);
        reader.Ignore("batch_input_shape", "input_shape", "batch_shape"); // the model's business
        DataTypeConfig.RequireFloat32(reader);
        var trainable = reader.Flag("trainable", fallback: true);
        var layer = reader.Check(option: null, () => Read(reader));
        if (reader.TextOrNull("name") is { } text)
            layer.Name = text;
        layer.Trainable = trainable;
        reader.Finish();
        return layer;
    }

    /// <summary>The options of a layer that differ from their defaults, and its name.</summary>
    /// <exception cref="KerasException">An option has no place in Keras's files.</exception>
    public JsonObject WriteConfig(Layer layer)
    {
        if (layer.Parameters.FirstOrDefault(parameter => parameter.Constraint is not null) is { } held)
        {
            throw new KerasException(
                $"{layer}: the weight {held.Name} has a constraint ({held.Constraint!.GetType().Name}), for which files have no place yet. " + // found by being there
                "Save the weights of a model without constraints.");
        }

        var writer = new ConfigWriter($"{layer}");
        writer.Add("name", layer.Name);
        if (HasTrainable)
            writer.AddUnless(true, "trainable", layer.Trainable);
        Write(layer, writer);
        return writer.Config;
    }

    /// <summary>Whether this is the format of a layer.</summary>
    public abstract bool IsOf(Layer layer);

    /// <summary>The weights that a layer has, or will have, for inputs of a shape, in the order of its parameters.</summary>
    public virtual IReadOnlyList<LayerWeight> Weights(Layer layer, Shape inputShape) => [];

    /// <summary>TensorFlow's name for a weight: <c>lstm/lstm_cell/kernel</c>.</summary>
    public virtual string VariableName(Layer layer, LayerWeight weight) => $"{layer.Name}/{weight.Parameter.Name}";

    /// <summary>Adds what the layer computes when it predicts.</summary>
    /// <exception cref="KerasException">The layer has an option that no graph is written for.</exception>
    public abstract GraphValue AddTo(LayerGraph graph, Layer layer, GraphValue input);

    /// <summary>Makes the layer from its own options.</summary>
    protected abstract Layer Read(ConfigReader config);

    /// <summary>Writes the layer's own options.</summary>
    protected abstract void Write(Layer layer, ConfigWriter config);
}
