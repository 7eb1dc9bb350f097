using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Models;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>The objects of a model with their groups: a layer's is named for its class and counted, what is in a layer for the attribute that holds it.</summary>
/// <remarks>Source: Keras 2.15, keras/src/saving/saving_lib.py; Keras 3 writes the same but for MultiHeadAttention.</remarks>
static class SavedObjects
{
    static readonly string[] _projections = ["query", "key", "value", "attention_output"];

    /// <summary>The objects, each once; Keras 2 wants a group for each, also without weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dialect">Whose names they have.</param>
    public static IReadOnlyList<SavedObject> Of(Network model, Dialect dialect)
    {
        List<SavedObject> objects = [];
        AddModel(model, "", dialect, objects, new(ReferenceEqualityComparer.Instance));
        return objects;
    }

    static void AddModel(Network model, string path, Dialect dialect, List<SavedObject> objects, HashSet<object> visited)
    {
        objects.Add(new(path, model.Name, []));
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            var name = Names.ToSnakeCase(layer.ClassName);
            var number = numbers[name] = numbers.GetValueOrDefault(name, -1) + 1;
            Add(layer, $"{path}{(path.Length > 0 ? "/" : "")}layers/{name}{(number > 0 ? $"_{number}" : "")}", dialect, objects, visited);
        }
    }

    static void Add(Layer layer, string path, Dialect dialect, List<SavedObject> objects, HashSet<object> visited)
    {
        if (!visited.Add(layer))
            return;

        switch (layer)
        {
            case Network model:
                AddModel(model, path, dialect, objects, visited);
                break;
            case RecurrentLayer:
                objects.Add(new(path, layer.Name, []));
                objects.Add(new($"{path}/cell", $"{Names.ToSnakeCase(layer.ClassName)}_cell", layer.Parameters));
                break;
            case Bidirectional both:
                objects.Add(new(path, layer.Name, []));
                Add(both.ForwardLayer, $"{path}/forward_layer", dialect, objects, visited);
                Add(both.BackwardLayer, $"{path}/backward_layer", dialect, objects, visited);
                if (dialect == Dialect.Keras2) // where the layer that the two are copies of is an object too, without weights
                {
                    objects.Add(new($"{path}/layer", both.Layer.Name, []));
                    objects.Add(new($"{path}/layer/cell", "", []));
                }

                break;
            case TimeDistributed distributed:
                objects.Add(new(path, layer.Name, []));
                Add(distributed.Layer, $"{path}/layer", dialect, objects, visited);
                break;
            case MultiHeadAttention:
                AddAttention(layer, path, dialect, objects);
                break;
            default:
                objects.Add(new(path, layer.Name, layer.Parameters));
                break;
        }
    }

    static void AddAttention(Layer layer, string path, Dialect dialect, List<SavedObject> objects)
    {
        var numEach = layer.Parameters.Count / _projections.Length; // a kernel, mostly with a bias
        objects.Add(new(path, layer.Name, []));
        for (var i = 0; i < _projections.Length; i++)
        {
            var attribute = $"{(dialect == Dialect.Keras2 ? "_" : "")}{(i == 3 ? "output" : _projections[i])}_dense";
            objects.Add(new($"{path}/{attribute}", _projections[i], [.. layer.Parameters.Skip(i * numEach).Take(numEach)]));
        }

        objects.Add(new($"{path}/_softmax", "softmax", []));
        objects.Add(new($"{path}/_dropout_layer", "dropout", []));
    }
}
