using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Which object owns which under what name, as saved_model.pb and the checkpoint both say it, with the same numbers.</summary>
sealed class ObjectGraph
{
    readonly ModelObjects _objects;
    readonly Dictionary<(int Parent, string Name), int> _children = [];
    readonly Dictionary<ModelVariable, int> _variables = new(ReferenceEqualityComparer.Instance);

    /// <summary>The objects of a model.</summary>
    /// <param name="identifier">What SavedModel calls such a model.</param>
    /// <param name="objects">Its layers and variables.</param>
    /// <param name="signature">What it is asked and answers; null for a checkpoint, which answers nothing.</param>
    public ObjectGraph(string identifier, ModelObjects objects, Signature? signature)
    {
        _objects = objects;
        var root = AddObject(identifier);
        AddLayers(root, objects.Layers);
        foreach (var (path, variable) in objects.Paths)
            AddVariable(root, path, variable);

        if (signature is null)
            return;

        var signatures = AddObject("signature_map");
        AddChild(root, "signatures", signatures);
        AddChild(signatures, Signature.Name, AddFunction(signature));
    }

    /// <summary>The message of saved_model.pb.</summary>
    public SavedObjectGraph Saved { get; } = new();

    /// <summary>The message of the checkpoint.</summary>
    public TrackableObjectGraph Trackable { get; } = new();

    /// <summary>The layers, those of inner models too, each with the number of its node; the model's is 0.</summary>
    public List<(SavedLayer Layer, int Node)> Layers { get; } = [];

    /// <summary>The number of the node at a path from the model.</summary>
    public int NodeAt(string path) => path.Split('/').Aggregate(0, (node, name) => _children[(node, name)]);

    void AddLayers(int model, IReadOnlyList<SavedLayer> layers)
    {
        foreach (var layer in layers)
        {
            var node = Layers.Find(other => ReferenceEquals(other.Layer.Layer, layer.Layer)).Node; // 0, the model, where it is new
            if (node == 0)
                Layers.Add((layer, node = AddObject(layer.Identifier)));
            foreach (var name in layer.Names)
                AddChild(model, name, node);
        }

        foreach (var layer in layers.Where(layer => layer.Inner.Count > 0))
        {
            var node = Layers.Find(other => ReferenceEquals(other.Layer.Layer, layer.Layer)).Node;
            if (!_children.ContainsKey((node, layer.Inner[0].Names[0])))
                AddLayers(node, layer.Inner);
        }
    }

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
    void AddVariable(int root, string path, ModelVariable variable)
    {
        var parent = root;
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            var name = path[(path.LastIndexOf('/', end - 1) + 1)..end];
            if (!_children.TryGetValue((parent, name), out var child))
                AddChild(parent, name, child = AddObject(_objects.IdentifierOf(path[..end])));
            parent = child;
        }

        if (!_variables.TryGetValue(variable, out var node))
            _variables.Add(variable, node = AddVariable(variable));
        if (!_children.ContainsKey((parent, path[(path.LastIndexOf('/') + 1)..]))) // a shared layer is reached by several ways
            AddChild(parent, path[(path.LastIndexOf('/') + 1)..], node);
    }

    int AddVariable(ModelVariable variable)
    {
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
        Trackable.Nodes[node].Attributes.Add(new TrackableObjectGraph.Types.TrackableObject.Types.SerializedTensor
        {
            Name = CheckpointObjects.ValueName,
            FullName = variable.Name,
            CheckpointKey = variable.Key,
        });
        return node;
    }

    int AddFunction(Signature signature)
    {
        var function = new SavedConcreteFunction
        {
            CanonicalizedInputSignature = new()
            {
                TupleValue = new() { Values = { new StructuredValue { TupleValue = new() }, Signature.Spec(signature.Inputs) } }, // no arguments by place, all by name
            },
            OutputSignature = Signature.Spec(signature.Outputs),
        };
        function.BoundInputs.AddRange(_objects.Variables.Select(variable => _variables[variable]));
        Saved.ConcreteFunctions.Add(Signature.Function, function);
        return AddNode(new()
        {
            BareConcreteFunction = new()
            {
                ConcreteFunctionName = Signature.Function,
                ArgumentKeywords = { signature.Inputs.Select(input => input.Name) },
                AllowedPositionalArguments = signature.Inputs.Count == 1 ? 1 : 0,
            },
        });
    }
}
