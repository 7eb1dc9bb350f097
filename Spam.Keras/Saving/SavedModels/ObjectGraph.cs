using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Which object owns which under what name, as saved_model.pb and the checkpoint both say it, with the same numbers.</summary>
sealed class ObjectGraph
{
    readonly Dictionary<(int Parent, string Name), int> _children = [];

    /// <summary>The objects of a model.</summary>
    public ObjectGraph(IReadOnlyList<SavedLayer> layers, Signature signature)
    {
        var root = AddObject("_tf_keras_sequential");
        foreach (var layer in layers)
        {
            var node = AddObject(layer.Format.Identifier);
            Layers.Add(node);
            foreach (var name in layer.Names)
                AddChild(root, name, node);
        }

        List<int> variables = [];
        for (var i = 0; i < layers.Count; i++)
            variables.AddRange(layers[i].Variables.Select(variable => AddVariable(Layers[i], variable)));

        var signatures = AddObject("signature_map");
        AddChild(root, "signatures", signatures);
        AddChild(signatures, Signature.Name, AddFunction(signature, variables));
    }

    /// <summary>The message of saved_model.pb.</summary>
    public SavedObjectGraph Saved { get; } = new();

    /// <summary>The message of the checkpoint.</summary>
    public TrackableObjectGraph Trackable { get; } = new();

    /// <summary>The numbers of the layers' nodes; the model's is 0.</summary>
    public List<int> Layers { get; } = [];

    int AddNode(SavedObject node)
    {
        Saved.Nodes.Add(node);
        Trackable.Nodes.Add(new TrackableObjectGraph.Types.TrackableObject());
        return Saved.Nodes.Count - 1;
    }

    int AddObject(string identifier)
        => AddNode(new() { UserObject = new() { Identifier = identifier, Version = new() { Producer = 1, MinConsumer = 1 } } });

    void AddChild(int parent, string name, int child)
    {
        var reference = new TrackableObjectGraph.Types.TrackableObject.Types.ObjectReference { NodeId = child, LocalName = name };
        Saved.Nodes[parent].Children.Add(reference);
        Trackable.Nodes[parent].Children.Add(reference);
        _children[(parent, name)] = child;
    }

    // The objects between a layer and its weight, as an LSTM's cell, are made when the first weight needs them.
    int AddVariable(int layer, ModelVariable variable)
    {
        var path = variable.Path.Split('/');
        var parent = layer;
        foreach (var name in path[..^1])
        {
            if (!_children.TryGetValue((parent, name), out var child))
                AddChild(parent, name, child = AddObject("_tf_keras_layer"));
            parent = child;
        }

        var node = AddNode(new()
        {
            Variable = new()
            {
                Dtype = DataType.DtFloat,
                Shape = Attribute.ShapeProto(variable.Shape),
                Trainable = variable.Parameter.Trainable,
                Name = variable.Name,
            },
        });
        AddChild(parent, path[^1], node);
        Trackable.Nodes[node].Attributes.Add(new TrackableObjectGraph.Types.TrackableObject.Types.SerializedTensor
        {
            Name = CheckpointObjects.ValueName,
            FullName = variable.Name,
            CheckpointKey = variable.Key,
        });
        return node;
    }

    int AddFunction(Signature signature, IEnumerable<int> variables)
    {
        var function = new SavedConcreteFunction
        {
            CanonicalizedInputSignature = new()
            {
                TupleValue = new() { Values = { new StructuredValue { TupleValue = new() }, signature.InputSpec } }, // no arguments by place, one by name
            },
            OutputSignature = signature.OutputSpec,
        };
        function.BoundInputs.AddRange(variables);
        Saved.ConcreteFunctions.Add(Signature.Function, function);
        return AddNode(new()
        {
            BareConcreteFunction = new()
            {
                ConcreteFunctionName = Signature.Function,
                ArgumentKeywords = { signature.InputName },
                AllowedPositionalArguments = 1,
            },
        });
    }
}
