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

    /// <summary>Whether the layer's graph reads whole numbers as they come; other layers get them as float32.</summary>
    public virtual bool TakesWholeNumbers => false;

    /// <summary>Whether Keras 3 writes the shape that the layer was built for; of layers that are ready from the start it does not.</summary>
    public virtual bool HasKeras3BuildConfig => true;

    /// <summary>Whether Keras 3 writes an empty mask among the arguments of a call.</summary>
    public virtual bool HasKeras3MaskArgument => false;

    /// <summary>Whether Keras 3 writes among the arguments of a call that it does not train.</summary>
    public virtual bool WritesTraining => false;

    /// <summary>Keras's names of the inputs, where each is an argument of its own; else they are one, or a list.</summary>
    public virtual IReadOnlyList<string> InputNames => [];

    /// <summary>Keras's name of the list that all inputs but the first come in, where there is one.</summary>
    public virtual string? StatesName => null;

    /// <summary>What Keras takes with each call and layers here as options; null where there is nothing of the kind.</summary>
    public virtual AttentionCall? AttentionCallOf(Layer layer) => null;

    /// <summary>Makes the layer that a config describes.</summary>
    /// <param name="config">Keras's <c>get_config()</c>: Keras 2's or Keras 3's, full or minimal.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="dialect">Whose names the config has.</param>
    /// <exception cref="KerasException">An option is unknown, of another type, or not supported.</exception>
    public virtual Layer ReadConfig(JsonElement config, string source, Dialect dialect)
    {
        var name = config.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var reader = new ConfigReader(config, $"{source}: {ClassName}{(name is null ? "" : $" {FileText.Show(name)}")}", dialect);
        reader.Ignore("batch_input_shape", "input_shape", "batch_shape"); // the model's business
        DataTypeConfig.RequireFloat32(reader);
        var trainable = reader.Flag("trainable", fallback: true);
        var layer = reader.Check(option: null, () => Read(reader));
        if (reader.TextOrNull("name") is { } text)
            layer.Name = text;
        if (!trainable)
            layer.Trainable = false; // and with it what the layer wraps, whose own option stands otherwise
        reader.Finish();
        return layer;
    }

    /// <summary>The options of a layer, and its name.</summary>
    /// <exception cref="KerasException">An option has no place in Keras's files.</exception>
    public virtual JsonObject WriteConfig(Layer layer, ConfigForm form = ConfigForm.Brief)
    {
        var writer = new ConfigWriter($"{layer}", form);
        if (form == ConfigForm.Keras3 && !HasTrainable)
        {
            Write(layer, writer);
            writer.Add("name", layer.Name);
            writer.Add("dtype", "float32");
            return writer.Config;
        }

        writer.Add("name", layer.Name);
        if (HasTrainable || form == ConfigForm.Keras2)
            writer.AddUnless(true, "trainable", layer.Trainable);
        DataTypeConfig.Write(writer);
        Write(layer, writer);
        return writer.Config;
    }

    /// <summary>Whether this is the format of a layer.</summary>
    public abstract bool IsOf(Layer layer);

    /// <summary>The layers inside a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputShapes">The shapes that come to it.</param>
    public virtual IReadOnlyList<InnerLayer> InnerLayers(Layer layer, IReadOnlyList<Shape> inputShapes) => [];

    /// <summary>The weights that a layer has, or will have, for inputs of these shapes, in the order of its parameters.</summary>
    public virtual IReadOnlyList<LayerWeight> Weights(Layer layer, params IReadOnlyList<Shape> inputShapes)
        => [.. InnerLayers(layer, inputShapes).SelectMany(inner => KnownLayers.Of(inner.Layer).Weights(inner.Layer, inner.InputShapes)
            .Select(weight => weight with { Path = $"{inner.Name}/{weight.Path}", Name = inner.Scope + weight.Name }))];

    /// <summary>What Keras 2's loader of SavedModel folders asks of objects inside a layer that are not built with it: their entries, by their names.</summary>
    public virtual IReadOnlyList<(string Name, JsonObject Metadata)> InnerMetadata(Layer layer) => [];

    /// <summary>TensorFlow's name for a weight: <c>lstm/lstm_cell/kernel</c>.</summary>
    public static string VariableName(Layer layer, LayerWeight weight) => layer is Models.Network ? weight.Name : $"{layer.Name}/{weight.Name}";

    /// <summary>Adds what the layer computes when it predicts.</summary>
    /// <returns>Its outputs; types, shapes and masks that end are put right by <see cref="LayerGraph.Apply"/>.</returns>
    /// <exception cref="KerasException">The layer has an option that no graph is written for.</exception>
    public abstract IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Layer layer, IReadOnlyList<GraphValue> inputs);

    /// <summary>Makes the layer from its own options.</summary>
    protected abstract Layer Read(ConfigReader config);

    /// <summary>Writes the layer's own options.</summary>
    protected abstract void Write(Layer layer, ConfigWriter config);
}
