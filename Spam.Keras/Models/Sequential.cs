using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>A stack of layers, each reading what the one before it gives.</summary>
/// <remarks>
/// The weights are made as soon as the shape of the inputs is known: from an <see cref="InputLayer"/> at the beginning, from an
/// <see cref="Embedding"/> with an inputLength, from <see cref="Build"/>, or from the first data.<br/>
/// Source: Keras 2.15, keras/src/engine/sequential.py.
/// </remarks>
public sealed class Sequential : Model
{
    readonly List<Layer> _layers = [];
    readonly List<Node> _nodes = [];
    InputLayer? _input;

    /// <summary>A model without layers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seed">Where its random numbers begin: first weights, order of samples, dropout. Null: somewhere new each time.</param>
    public Sequential(string name = "sequential", int? seed = null) : base(name, seed)
    {
    }

    /// <summary>A model of these layers.</summary>
    public Sequential(IEnumerable<Layer> layers, string name = "sequential", int? seed = null) : this(name, seed)
    {
        foreach (var layer in layers)
            Add(layer);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Node> Nodes => _nodes;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [0];

    /// <inheritdoc/>
    public override IReadOnlyList<NodeOutput> Outputs => [new(_nodes.Count - 1, 0)];

    /// <summary>Puts <paramref name="layer"/> on top.</summary>
    /// <exception cref="KerasException">The layer cannot read what the layers below it give, or another layer has its name.</exception>
    public void Add(Layer layer)
    {
        if (layer is InputLayer input)
        {
            if (_layers.Count > 0 || _input is not null)
                throw new KerasException($"{layer} came after another layer; an input layer is the first, and there is one.");
            _input = input;
            return;
        }

        if (_layers.Contains(layer))
            throw new KerasException($"{layer} is in the model '{Name}' already. Add a layer of its own, or use Functional, where layers may be shared.");

        GiveName(layer, _layers);
        _layers.Add(layer);
        if (_nodes.Count > 0)
            Append(layer);
        else if (_layers.Count == 1 && (_input ?? ImpliedInput(layer)) is { } first)
            Start(first);
    }

    /// <summary>Makes the weights for samples of <paramref name="sampleShape"/> (without the batch axis). Does nothing when they are there.</summary>
    public void Build(Shape sampleShape)
    {
        if (_layers.Count == 0)
            throw new KerasException($"The model '{Name}' has no layers. Add one first.");
        if (_nodes.Count == 0)
            Start(_input ?? new(sampleShape.Sizes));
    }

    internal override void EnsureBuilt(IReadOnlyList<Tensor> x)
    {
        if (!IsBuilt && x.Count == 1)
            Build(x[0].Shape[1..]);
        base.EnsureBuilt(x);
    }

    static InputLayer? ImpliedInput(Layer layer)
        => layer is Embedding { InputLength: { } length } ? new(length) { Name = $"{layer.Name}_input" } : null;

    void Start(InputLayer input)
    {
        if (!input.HasName)
            input.Name = "input_1";
        _input = input;
        _nodes.Add(new(input, [], [input.ComputeOutputShape()]));
        foreach (var layer in _layers)
            Append(layer);
    }

    void Append(Layer layer)
    {
        var inputShape = _nodes[^1].OutputShape;
        layer.Build(Random, inputShape);
        var outputShapes = layer.ComputeOutputShapes([inputShape]);
        if (outputShapes.Count != 1)
            throw new KerasException($"{layer} gives {outputShapes.Count} outputs; a layer of a Sequential gives one. Use Functional for it.");
        _nodes.Add(new(layer, [new(_nodes.Count - 1, 0)], outputShapes));
    }
}
