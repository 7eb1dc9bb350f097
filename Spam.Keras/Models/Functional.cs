using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>A model of layers that read from each other in any way without circles: several inputs and outputs, shared layers, branches.</summary>
/// <remarks>
/// <code>
/// var words = KerasTensor.Input([300]);
/// var table = new Embedding(280, 128).Call(words);
/// var model = new Functional(words, new Dense(2, "softmax").Call(new LSTM(196).Call(table)));
/// </code>
/// Source: Keras 2.15, keras/src/engine/functional.py.
/// </remarks>
public sealed class Functional : Model
{
    readonly List<Node> _nodes = [];
    readonly List<Layer> _layers = [];

    /// <summary>What leads from one input to one output.</summary>
    public Functional(KerasTensor input, KerasTensor output, string? name = null, int? seed = null) : this([input], output, name, seed)
        => HasBareInput = true;

    /// <summary>What leads from the inputs to one output.</summary>
    public Functional(IReadOnlyList<KerasTensor> inputs, KerasTensor output, string? name = null, int? seed = null) : this(inputs, [output], name, seed)
        => HasBareOutput = true;

    /// <summary>What leads from the inputs to the outputs.</summary>
    /// <param name="inputs">What <see cref="KerasTensor.Input"/> gave.</param>
    /// <param name="outputs">What layers gave.</param>
    /// <param name="name">Its name; <c>model</c> by default, in a model that has such layers already with a number.</param>
    /// <param name="seed">Where its random numbers begin: first weights, order of samples, dropout. Null: somewhere new each time.</param>
    /// <exception cref="KerasException">An output hangs on an input that is not given, or two layers have one name.</exception>
    public Functional(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string? name = null, int? seed = null)
        : this(inputs, outputs, name, seed, isBuilt: true)
    {
    }

    Functional(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string? name, int? seed, bool isBuilt) : base(name, seed)
    {
        var places = new Dictionary<LayerUse, int>(ReferenceEqualityComparer.Instance);
        foreach (var input in inputs)
        {
            if (input.Layer is not InputLayer)
                throw new KerasException($"The model '{Name}' was given an output of {input.Layer} as its input; begin with KerasTensor.Input(...).");
            Place(input.Use, places, inputs);
        }

        Inputs = [.. inputs.Select(input => places[input.Use])];
        Outputs = [.. outputs.Select(output => new NodeOutput(Place(output.Use, places, inputs), output.Output))];
        Layers = LayerOrder.Of(_nodes, Inputs, Outputs);
        if (isBuilt)
            Build(Random, [.. inputs.Select(input => input.Shape)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Node> Nodes => _nodes;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<NodeOutput> Outputs { get; }

    /// <inheritdoc/>
    public override string DefaultName => "model";

    /// <summary>Whether the only input came by itself and not in a list, which Keras 3's configs tell apart.</summary>
    internal bool HasBareInput { get; set; }

    /// <summary>The same for the only output.</summary>
    internal bool HasBareOutput { get; set; }

    /// <summary>A model whose weights are made when the model around it makes its own.</summary>
    internal static Functional Unbuilt(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string? name)
        => new(inputs, outputs, name, seed: null, isBuilt: false);

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        foreach (var node in _nodes.Where(node => node.Inputs.Count > 0))
            node.Layer.Build(random, [.. node.Inputs.Select(source => _nodes[source.Node].OutputShapes[source.Output])]);
    }

    int Place(LayerUse use, Dictionary<LayerUse, int> places, IReadOnlyList<KerasTensor> inputs)
    {
        if (places.TryGetValue(use, out var place))
            return place;
        if (use.Layer is InputLayer && !inputs.Any(input => ReferenceEquals(input.Use, use)))
            throw new KerasException($"An output of the model '{Name}' hangs on {use.Layer}, which is not among the model's inputs. Add it to them.");

        var sources = use.Inputs.Select(input => new NodeOutput(Place(input.Use, places, inputs), input.Output)).ToList();
        var shapes = sources.Select(source => _nodes[source.Node].OutputShapes[source.Output]).ToList();
        if (!_layers.Contains(use.Layer))
        {
            use.Layer.EnterModel();
            GiveName(use.Layer, _layers);
            _layers.Add(use.Layer);
        }

        _nodes.Add(new(use.Layer, sources, use.Layer.ComputeOutputShapes(shapes)));
        return places[use] = _nodes.Count - 1;
    }
}
