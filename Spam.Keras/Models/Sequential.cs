using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>A stack of layers, each reading what the one before it gives.</summary>
/// <remarks>
/// The weights are made as soon as the shape of the inputs is known: from an <see cref="InputLayer"/> at the beginning, from an
/// <see cref="Embedding"/> with an inputLength, from <see cref="Build"/>, from the model that this one is put into, or from the first data.<br/>
/// Source: Keras 2.15, keras/src/engine/sequential.py.
/// </remarks>
public sealed class Sequential : Model
{
    static readonly int[] _firstNode = [0];

    readonly List<Layer> _layers = [];
    readonly List<Node> _nodes = [];
    bool _isInner;

    /// <summary>A model without layers.</summary>
    /// <param name="name">Its name; <c>sequential</c> by default, in a model that has such layers already with a number.</param>
    /// <param name="seed">Where its random numbers begin: first weights, order of samples, dropout. Null: somewhere new each time.</param>
    public Sequential(string? name = null, int? seed = null) : base(name, seed)
    {
    }

    /// <summary>A model of these layers.</summary>
    public Sequential(IEnumerable<Layer> layers, string? name = null, int? seed = null) : this(name, seed)
    {
        foreach (var layer in layers)
            Add(layer);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Node> Nodes => _nodes;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => _firstNode;

    /// <inheritdoc/>
    public override IReadOnlyList<NodeOutput> Outputs => [new(_nodes.Count - 1, 0)];

    /// <summary>Where data comes in, once that is known.</summary>
    internal InputLayer? Input { get; private set; }

    /// <summary>Puts <paramref name="layer"/> on top: a layer, or a model.</summary>
    /// <exception cref="KerasException">The layer cannot read what the layers below it give, or another layer has its name.</exception>
    public void Add(Layer layer)
    {
        layer.EnterModel();
        if (_isInner)
            throw new KerasException($"The model '{Name}' is a layer of another model, which counts on its shapes. Add all its layers before it is added itself.");

        if (layer is InputLayer input)
        {
            if (_layers.Count > 0 || Input is not null)
                throw new KerasException($"{layer} came after another layer; an input layer is the first, and there is one.");
            Input = input;
            return;
        }

        AddUnbuilt(layer);
        if (IsBuilt)
            Append(layer, Random);
        else if (_layers.Count == 1 && (Input ?? ImpliedInput(layer)) is { } first)
            Start(first, Random);
    }

    /// <summary>Makes the weights for samples of <paramref name="sampleShape"/> (without the batch axis). Does nothing when they are there.</summary>
    public void Build(Shape sampleShape) => Build(Random, new Shape([Shape.Unknown, .. sampleShape.Sizes]));

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
        => IsBuilt ? base.ComputeOutputShapes(inputShapes) : RequireLayers().Aggregate(inputShapes, (shapes, layer) => layer.ComputeOutputShapes(shapes));

    /// <summary>A model whose weights are made when the model around it makes its own.</summary>
    internal static Sequential Unbuilt(InputLayer? input, IEnumerable<Layer> layers, string? name)
    {
        var model = new Sequential(name) { Input = input };
        foreach (var layer in layers)
            model.AddUnbuilt(layer);
        return model;
    }

    internal override void EnterModel() => _isInner = true;

    internal override void EnsureBuilt(IReadOnlyList<Tensor> x)
    {
        if (!IsBuilt && x.Count == 1)
            Build(x[0].Shape[1..]);
        base.EnsureBuilt(x);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        RequireLayers();
        Start(Input ?? new(inputShapes[0].Sizes[1..]), random);
    }

    static InputLayer? ImpliedInput(Layer layer)
        => layer is Embedding { InputLength: { } length } ? new(length) { Name = $"{layer.Name}_input" } : null;

    List<Layer> RequireLayers() => _layers.Count > 0 ? _layers : throw new KerasException($"The model '{Name}' has no layers. Add one first.");

    void AddUnbuilt(Layer layer)
    {
        if (_layers.Contains(layer))
            throw new KerasException($"{layer} is in the model '{Name}' already. Add a layer of its own, or use Functional, where layers may be shared.");

        GiveName(layer, _layers);
        _layers.Add(layer);
    }

    void Start(InputLayer input, Random random)
    {
        if (!input.HasName)
            input.Name = "input_1";
        Input = input;
        _nodes.Clear();
        _nodes.Add(new(input, [], [input.ComputeOutputShape()]));
        foreach (var layer in _layers)
            Append(layer, random);
    }

    void Append(Layer layer, Random random)
    {
        var inputShape = _nodes[^1].OutputShape;
        layer.Build(random, inputShape);
        var outputShapes = layer.ComputeOutputShapes([inputShape]);
        if (outputShapes.Count != 1)
            throw new KerasException($"{layer} gives {outputShapes.Count} outputs; a layer of a Sequential gives one. Use Functional for it.");
        _nodes.Add(new(layer, [new(_nodes.Count - 1, 0)], outputShapes));
        FinishBuilding([_nodes[0].OutputShape]);
    }
}
