using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The layers that files can hold.</summary>
static class KnownLayers
{
    static readonly LayerFormat[] _formats =
    [
        new ActivationFormat(),
        new AddFormat(),
        new AdditiveAttentionFormat(),
        new AlphaDropoutFormat(),
        new AttentionFormat(),
        new AverageFormat(),
        new AveragePooling1DFormat(),
        new BatchNormalizationFormat(),
        new BidirectionalFormat(),
        new ConcatenateFormat(),
        new Conv1DFormat(),
        new Cropping1DFormat(),
        new DenseFormat(),
        new DotFormat(),
        new DropoutFormat(),
        new ELUFormat(),
        new EmbeddingFormat(),
        new FlattenFormat(),
        new FunctionalFormat(),
        new GRUFormat(),
        new GaussianDropoutFormat(),
        new GaussianNoiseFormat(),
        new GlobalAveragePooling1DFormat(),
        new GlobalMaxPooling1DFormat(),
        new LSTMFormat(),
        new LayerNormalizationFormat(),
        new LeakyReLUFormat(),
        new MaskingFormat(),
        new MaxPooling1DFormat(),
        new MaximumFormat(),
        new MinimumFormat(),
        new MultiHeadAttentionFormat(),
        new MultiplyFormat(),
        new PReLUFormat(),
        new PermuteFormat(),
        new ReLUFormat(),
        new RepeatVectorFormat(),
        new ReshapeFormat(),
        new SequentialFormat(),
        new SimpleRNNFormat(),
        new SoftmaxFormat(),
        new SpatialDropout1DFormat(),
        new SubtractFormat(),
        new TimeDistributedFormat(),
        new UnitNormalizationFormat(),
        new UpSampling1DFormat(),
        new ZeroPadding1DFormat(),
    ];

    /// <summary>Their class names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _formats.Select(format => format.ClassName)];

    /// <summary>The format of a layer that is to be written.</summary>
    /// <exception cref="KerasException">There is none.</exception>
    public static LayerFormat Of(Layer layer) => Array.Find(_formats, format => format.IsOf(layer))
        ?? throw new KerasException($"{layer} cannot be saved: files hold {string.Join(", ", Names)}.");

    /// <summary>The format of a class that a file names. Nothing is looked up among the program's types.</summary>
    /// <exception cref="KerasException">There is none.</exception>
    public static LayerFormat Of(string className, string source) => Array.Find(_formats, format => format.ClassName == (className == "Model" ? nameof(Functional) : className))
        ?? throw new KerasException(className switch
        {
            "Lambda" => $"{source}: a Lambda layer holds Python code, which is never run. Write the function as a layer in C#, or save the model without it. Known layers: {string.Join(", ", Names)}.",
            nameof(TextVectorization) => $"{source}: a TextVectorization in a model reads texts, which are no tensors here. Save the model from the layer after it, and use TextVectorization before the model.",
            _ => $"{source}: there is no layer {FileText.Show(className)}. Known layers: {string.Join(", ", Names)}.",
        });

    /// <summary>Makes the layer that another layer's option describes.</summary>
    public static Layer ReadInner(JsonElement value, ConfigReader outer)
    {
        var (className, config) = ConfigObject.Read(value, outer.Owner);
        return Of(className, outer.Owner).ReadConfig(config, outer.Owner, outer.Dialect);
    }

    /// <summary>A layer as an option of another one.</summary>
    public static JsonObject WriteInner(Layer layer, ConfigForm form)
    {
        AttentionCall.RefuseWithin(layer);
        return WriteObject(layer, form, hasBuildConfig: form == ConfigForm.Keras3);
    }

    /// <summary>A layer with its class, and where it is wanted with the shape it was built for.</summary>
    public static JsonObject WriteObject(Layer layer, ConfigForm form, bool hasBuildConfig)
    {
        if (layer is Network model)
            return ModelConfig.Write(model, form, hasBuildConfig);

        var format = Of(layer);
        var written = ConfigWriter.Object(form, "keras.layers", layer.ClassName, format.WriteConfig(layer, form));
        var shapes = format.AttentionCallOf(layer) is { TakesMask: true } ? [.. layer.BuildInputShapes.SkipLast(1)] : layer.BuildInputShapes;
        if (hasBuildConfig && shapes.Count > 0 && (form == ConfigForm.Keras2 || format.HasKeras3BuildConfig))
            written.Add("build_config", BuildConfig(shapes, format, form));
        return written;
    }

    static JsonObject BuildConfig(IReadOnlyList<Shape> shapes, LayerFormat format, ConfigForm form)
    {
        if (form == ConfigForm.Keras3 && format.StatesName is { } states && shapes.Count > 1)
            return new() { ["shapes_dict"] = new JsonObject { ["sequences_shape"] = ShapeConfig.Write(shapes[0]), [$"{states}_shape"] = List(shapes.Skip(1)) } };
        if (format.InputNames is [_, ..] names)
        {
            if (form == ConfigForm.Keras2)
                return new() { ["input_shape"] = ShapeConfig.Write(shapes[0]) };

            return new()
            {
                ["shapes_dict"] = new JsonObject(names.Zip(shapes, (name, shape) => KeyValuePair.Create($"{name}_shape", (JsonNode?)ShapeConfig.Write(shape)))),
            };
        }

        return new() { ["input_shape"] = shapes.Count == 1 ? ShapeConfig.Write(shapes[0]) : List(shapes) };
    }

    static JsonArray List(IEnumerable<Shape> shapes) => new([.. shapes.Select(ShapeConfig.Write)]);
}
