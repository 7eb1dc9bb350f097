using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Models;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Weights as <c>.h5</c> files have them: a group for each layer, and in it the weights by the names that TensorFlow gave them.</summary>
/// <remarks>Layers and weights are matched by their order, as Keras does it. Source: Keras 2.15, keras/src/saving/legacy/hdf5_format.py.</remarks>
static class LayerGroups
{
    const string LayerNames = "layer_names", WeightNames = "weight_names", TopLevel = "top_level_model_weights";

    /// <summary>Whether a group holds layers with weights.</summary>
    public static bool HasNames(Hdf5Group group) => group.Attribute(LayerNames) is not null || group.Attribute($"{LayerNames}0") is not null;

    /// <summary>Where the weights of a model are.</summary>
    /// <exception cref="KerasException">The group has not those of such a model.</exception>
    public static IReadOnlyList<StoredWeight> Find(Network model, Hdf5Group group, string source)
    {
        List<(string Name, Hdf5Group Group, IReadOnlyList<string> Weights)> stored = [];
        foreach (var name in ReadNames(group, LayerNames, $"{source}: the weights"))
        {
            var layer = group.Group(name) ?? throw new KerasException($"{source}: the layer {FileText.Show(name)} is listed, but its group is missing.");
            if (ReadNames(layer, WeightNames, $"{source}: the layer {FileText.Show(name)}") is { Count: > 0 } names)
                stored.Add((name, layer, names));
        }

        if (group.Group(TopLevel) is { } own && ReadNames(own, WeightNames, $"{source}: {TopLevel}") is [var first, ..])
            throw new KerasException($"{source}: the model has weights of its own, as {FileText.Show(first)}; models have those of their layers here.");

        var layers = model.Layers.Where(layer => layer.Parameters.Count > 0).ToList();
        if (stored.Count != layers.Count)
            throw new KerasException($"{source} has weights for {stored.Count} layers, but {layers.Count} of the model '{model.Name}' have weights. They do not belong together.");

        List<StoredWeight> weights = [];
        for (var i = 0; i < layers.Count; i++)
        {
            var parameters = InOrder(layers[i]);
            if (parameters.Count != stored[i].Weights.Count)
            {
                throw new KerasException(
                    $"{source}: the layer {FileText.Show(stored[i].Name)} has {stored[i].Weights.Count} weights, but {layers[i]} has {parameters.Count}. They do not belong together.");
            }

            foreach (var (parameter, name) in parameters.Zip(stored[i].Weights))
            {
                var dataset = stored[i].Group.Dataset(name)
                    ?? throw new KerasException($"{source}: the layer {FileText.Show(stored[i].Name)} lists the weight {FileText.Show(name)}, but it is missing.");
                weights.Add(new(parameter, FileText.Show($"{stored[i].Name}/{name}"), dataset));
            }
        }

        return weights;
    }

    /// <summary>Adds the weights of a model.</summary>
    public static void Write(Network model, GroupContent group, KerasVersion version)
    {
        group.AddTexts(LayerNames, [.. model.Layers.Select(layer => layer.Name)]);
        group.AddText("backend", "tensorflow");
        group.AddText("keras_version", SharedForm.NumberOf(version));
        foreach (var layer in model.Layers)
        {
            var names = Names(model, layer, SharedForm.DialectOf(version));
            var own = group.Group(layer.Name);
            own.AddTexts(WeightNames, names);
            foreach (var (parameter, name) in InOrder(layer).Zip(names))
                own.Add(name, new(parameter.Value));
        }

        group.Group(TopLevel).AddTexts(WeightNames, []);
    }

    /// <summary>A list of texts that may be split over several attributes.</summary>
    /// <exception cref="KerasException">It is missing, or holds no texts.</exception>
    public static IReadOnlyList<string> ReadNames(Hdf5Group group, string name, string where)
    {
        if (group.Attribute(name) is { } whole)
            return whole.Count == 0 ? [] : whole.ToTexts();
        if (group.Attribute($"{name}0") is null)
            throw new KerasException($"{where} has no {name}. The file is damaged, or none of Keras's.");

        List<string> names = [];
        for (var part = 0; group.Attribute($"{name}{part}") is { } texts; part++)
            names.AddRange(texts.ToTexts());
        return names;
    }

    /// <summary>A layer's weights in the order in which Keras writes them: those that training moves, then the others.</summary>
    public static IReadOnlyList<Parameter> InOrder(Layer layer)
    {
        var trainable = layer.TrainableParameters;
        return [.. trainable, .. layer.Parameters.Except(trainable)];
    }

    /// <summary>The names of a layer's weights: in Keras 2 those that TensorFlow gives them, in Keras 3 their paths.</summary>
    public static IReadOnlyList<string> Names(Network model, Layer layer, Dialect dialect)
    {
        var named = new Dictionary<Parameter, string>(ReferenceEqualityComparer.Instance);
        if (dialect == Dialect.Keras3)
        {
            AddPaths(layer, model is Sequential ? $"{model.Name}/{layer.Name}" : layer.Name, named);
            return [.. InOrder(layer).Select(parameter => named[parameter])];
        }

        AddNames(layer, layer.Name, named, isLong: false);
        var names = InOrder(layer).Select(parameter => $"{named[parameter]}:0").ToArray();
        if (names.Distinct().Count() == names.Length)
            return names;

        // Two models in a model may have layers of the same names.
        named.Clear();
        AddNames(layer, layer.Name, named, isLong: true);
        return [.. InOrder(layer).Select(parameter => $"{named[parameter]}:0")];
    }

    static void AddNames(Layer layer, string prefix, Dictionary<Parameter, string> names, bool isLong)
    {
        switch (layer)
        {
            case Network model:
                foreach (var inner in model.Layers)
                    AddNames(inner, isLong ? $"{prefix}/{inner.Name}" : inner.Name, names, isLong);
                break;
            case Bidirectional both:
                AddNames(both.ForwardLayer, $"{prefix}/{both.ForwardLayer.Name}", names, isLong);
                AddNames(both.BackwardLayer, $"{prefix}/{both.BackwardLayer.Name}", names, isLong);
                break;
            case TimeDistributed distributed:
                AddNames(distributed.Layer, prefix, names, isLong);
                break;
            default:
                AddOwn(layer, prefix, names);
                break;
        }
    }

    static void AddPaths(Layer layer, string prefix, Dictionary<Parameter, string> names)
    {
        switch (layer)
        {
            case Network model:
                foreach (var inner in model.Layers)
                    AddPaths(inner, $"{(prefix.EndsWith(model.Name, StringComparison.Ordinal) ? model.Name : prefix)}/{inner.Name}", names);
                break;
            case Bidirectional both:
                AddPaths(both.ForwardLayer, $"{prefix}/{both.ForwardLayer.Name}", names);
                AddPaths(both.BackwardLayer, $"{prefix}/{both.BackwardLayer.Name}", names);
                break;
            case TimeDistributed distributed:
                AddPaths(distributed.Layer, $"{prefix}/{distributed.Layer.Name}", names);
                break;
            default:
                AddOwn(layer, prefix, names);
                break;
        }
    }

    static void AddOwn(Layer layer, string prefix, Dictionary<Parameter, string> names)
    {
        var cell = layer is RecurrentLayer ? $"{Keras.Names.ToSnakeCase(layer.ClassName)}_cell/" : "";
        foreach (var parameter in layer.Parameters) // a name that a wrapper put before is in the prefix already
            names.TryAdd(parameter, $"{prefix}/{cell}{(layer is RecurrentLayer ? parameter.Name[(parameter.Name.LastIndexOf('/') + 1)..] : parameter.Name)}");
    }
}
