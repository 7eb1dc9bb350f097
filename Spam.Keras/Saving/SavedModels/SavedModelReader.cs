using System.Text.Json;
using Google.Protobuf;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;
using Spam.Keras.Saving.Protos.Metadata;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Makes a model of layers out of a SavedModel folder that Keras 2 or this library wrote.</summary>
/// <remarks>The layers come from Keras's configs, the weights from the tensor bundle along its object graph; the graph itself is not run.</remarks>
static class SavedModelReader
{
    const long MaxFileSize = 512L << 20;

    /// <summary>Reads the folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="compile">Whether the model is compiled as it was; what its optimizer kept is not read.</param>
    /// <exception cref="KerasException">A file is missing, damaged, or holds what is not supported.</exception>
    public static Model Read(string path, bool compile)
    {
        var graphFile = Path.Combine(path, SavedModelWriter.GraphFile);
        if (!File.Exists(graphFile))
            throw new KerasException($"{graphFile} is missing: the folder is no SavedModel.");
        var metadataFile = Path.Combine(path, KerasMetadata.FileName);
        if (!File.Exists(metadataFile))
        {
            throw new KerasException(
                $"{metadataFile} is missing: the folder holds a graph only, and without Keras's configs there are no layers to make. " +
                "SavedModelGraph.Load runs the graph, and AIModel serves it; for layers, save the model with Keras 2's model.save, or as .keras or .h5.");
        }

        CheckGraph(Parse(Protos.SavedModel.Parser, graphFile), graphFile);
        var metadata = Parse(SavedMetadata.Parser, metadataFile);
        try
        {
            var (model, inputShapes) = ReadModel(metadata, metadataFile);
            CheckNames(SavedLayer.Of(model), metadata, metadataFile);
            var weights = ReadWeights(model, inputShapes, new(VariablesPrefix(path)), BundleWriter.IndexPath(VariablesPrefix(path)));
            foreach (var (parameter, values) in weights)
                parameter.Await(values); // nothing is drawn that would be replaced
            model.Build(model.Random, inputShapes);
            if (compile)
                Compile(model, metadata, metadataFile);
            return model;
        }
        catch (KerasException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new KerasException($"{path}: {error.Message}", error); // from a layer, which knows no files
        }
    }

    /// <summary>Refuses what is no SavedModel of the version that is read, or holds no graph that predicts.</summary>
    public static void CheckGraph(Protos.SavedModel model, string file)
    {
        if (model.SavedModelSchemaVersion != 1)
        {
            throw new KerasException(
                $"{file} has schema version {model.SavedModelSchemaVersion}; version 1 is read. The file is damaged or of another kind.");
        }

        if (!model.MetaGraphs.Any(graph => graph.MetaInfoDef?.Tags.Contains(SavedModelWriter.ServeTag) == true))
            throw new KerasException($"{file} holds no graph with the tag '{SavedModelWriter.ServeTag}'.");
    }

    // A model without weights, so that it costs nothing yet, and the shapes that it is to be built for.
    static (Model Model, IReadOnlyList<Shape> InputShapes) ReadModel(SavedMetadata metadata, string file)
    {
        using var json = ParseJson(Root(metadata, file).Metadata, file);
        var (className, config) = ConfigObject.Read(json.RootElement, file);
        if (className is nameof(Functional) or nameof(Model))
        {
            var model = FunctionalConfig.ReadInner(config, file, Dialect.Keras2);
            return (model, [.. model.Inputs.Select(input => model.Nodes[input].OutputShape)]);
        }

        if (className != nameof(Sequential))
            throw new KerasException($"{file} describes a model of the class {FileText.Show(className)}; Sequential and Functional models are read.");

        var plan = SequentialConfig.Read(config, file, Dialect.Keras2);
        var hasShape = json.RootElement.TryGetProperty("build_input_shape", out var built);
        if (plan.Input is null && hasShape && ShapeConfig.TryRead(built) is { Rank: > 0 } shape)
            plan = plan with { Input = new(shape.Sizes[1..]) { Name = "input_1" } };
        return plan.Input is { } input && plan.Layers.Count > 0
            ? (plan.MakeInner(), [input.ComputeOutputShape()])
            : throw new KerasException($"{file} describes a model without layers or without the shape of its inputs. Build it before saving it.");
    }

    static SavedObject Root(SavedMetadata metadata, string file) => metadata.Nodes.FirstOrDefault(node => node.NodePath == KerasMetadata.RootPath)
        ?? throw new KerasException($"{file} has no entry '{KerasMetadata.RootPath}': it does not describe a model.");

    static void Compile(Model model, SavedMetadata metadata, string file)
    {
        using var json = ParseJson(Root(metadata, file).Metadata, file);
        if (json.RootElement.TryGetProperty(KerasMetadata.TrainingConfig, out var config) && config.ValueKind != JsonValueKind.Null)
            model.Compile(CompileConfig.Read(config, $"{file}: {KerasMetadata.TrainingConfig}", Dialect.Keras2, model));
    }

    // Weights are found by a layer's place; that the place is the layer's own is said by its entry.
    static void CheckNames(IEnumerable<SavedLayer> layers, SavedMetadata metadata, string file)
    {
        var entries = metadata.Nodes.DistinctBy(node => node.NodePath).ToDictionary(node => node.NodePath, node => node.Metadata);
        foreach (var layer in layers)
        {
            var path = $"{KerasMetadata.RootPath}.{layer.Path.Replace('/', '.')}";
            if (!entries.TryGetValue(path, out var entry))
                continue;

            using var json = ParseJson(entry, file);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("name", out var name)
                || name.ValueKind != JsonValueKind.String || name.GetString() != layer.Layer.Name)
            {
                throw new KerasException($"{file}: the entry {FileText.Show(path)} is not that of {layer.Layer}, which the model's config has in its place.");
            }

            CheckNames(layer.Inner, metadata, file);
        }
    }

    /// <summary>Finds the weights of a model, which may be one without weights yet, along a bundle's object graph.</summary>
    /// <exception cref="KerasException">A weight is missing, has another shape, or is damaged.</exception>
    public static List<(Parameter Parameter, Tensor Values)> ReadWeights(Model model, IReadOnlyList<Shape> inputShapes, BundleReader bundle, string source)
    {
        // Before a layer makes its weights, every shape is compared with what the files hold: a config alone can ask for any amount of memory.
        var objects = new CheckpointObjects(bundle, source);
        Dictionary<Parameter, string> places = new(ReferenceEqualityComparer.Instance);
        var numBytes = 0L;
        foreach (var weight in KnownLayers.Of(model).Weights(model, inputShapes))
        {
            var key = objects.KeyOf(weight.Path);
            var stored = bundle.ShapeOf(key);
            if (!stored.Equals(weight.Shape))
            {
                throw new KerasException(
                    $"{source}: {weight.Path} has shape {stored}, but {model} makes it {weight.Shape}. The files do not belong together.");
            }

            if (places.TryAdd(weight.Parameter, key))
                numBytes += (long)weight.Shape.Length * sizeof(float);
        }

        if (numBytes > bundle.DataSize)
        {
            throw new KerasException(
                $"{source}: the weights take {numBytes} bytes, but the data files have {bundle.DataSize}. They are cut, or entries share bytes.");
        }

        return [.. places.Select(place => (place.Key, bundle.ReadTensor(place.Value)))];
    }

    static string VariablesPrefix(string path) => SavedModelWriter.VariablesPrefix(path);

    /// <summary>Reads a file that is one protobuf message.</summary>
    public static T Parse<T>(MessageParser<T> parser, string file) where T : IMessage<T>
    {
        var size = new FileInfo(file).Length;
        if (size > MaxFileSize)
            throw new KerasException($"{file} has {size} bytes; at most {MaxFileSize} are read.");

        try
        {
            using var stream = File.OpenRead(file);
            return parser.WithDiscardUnknownFields(true).ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new KerasException($"{file} is cut or damaged: it is no protobuf message ({error.Message}).", error);
        }
    }

    static JsonDocument ParseJson(string text, string file)
    {
        try
        {
            return JsonDocument.Parse(text, new() { MaxDepth = 64 });
        }
        catch (JsonException error)
        {
            throw new KerasException($"{file}: the model's entry is no JSON, or nests too deep ({error.Message}).", error);
        }
    }
}
