using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>Layers put together, which are a layer themselves: a model may be a part of another one.</summary>
/// <remarks>
/// Shapes and weights: those of its layers, in their order. Masks come in with the inputs and go out with the outputs.<br/>
/// One model may be used several times, in one model or in several; all uses have the same weights.<br/>
/// Source: Keras 2.15, keras/src/engine/functional.py.
/// </remarks>
public abstract class Network : Layer
{
    Parameter[]? _parameters; // once built, no layer gets or loses weights

    /// <summary>A network of that name, whose random numbers begin with <paramref name="seed"/>.</summary>
    private protected Network(string? name, int? seed)
    {
        if (name is not null)
            Name = name;
        Random = seed is { } value ? new(value) : new();
    }

    /// <summary>The uses of layers, each after those that it reads from.</summary>
    public abstract IReadOnlyList<Node> Nodes { get; }

    /// <summary>The layers, each once, in order; a Sequential's input layer is not among them, as in Keras.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The nodes where data comes in.</summary>
    public abstract IReadOnlyList<int> Inputs { get; }

    /// <summary>What the model gives.</summary>
    public abstract IReadOnlyList<NodeOutput> Outputs { get; }

    /// <summary>The shape of the only or first input, with the batch axis.</summary>
    /// <exception cref="KerasException">The model is not built.</exception>
    public Shape InputShape => BuiltNodes[Inputs[0]].OutputShape;

    /// <summary>The shape of the only or first output, with the batch axis.</summary>
    /// <exception cref="KerasException">The model is not built.</exception>
    public Shape OutputShape => OutputShapes[0];

    /// <summary>The shapes of the outputs, with the batch axis.</summary>
    /// <exception cref="KerasException">The model is not built.</exception>
    public IReadOnlyList<Shape> OutputShapes => [.. Outputs.Select(output => BuiltNodes[output.Node].OutputShapes[output.Output])];

    /// <summary>The names of the outputs: of the layers that give them.</summary>
    public IReadOnlyList<string> OutputNames => [.. Outputs.Select(output => BuiltNodes[output.Node].Layer.Name)];

    /// <summary>All weights, layer by layer, each once.</summary>
    public sealed override IReadOnlyList<Parameter> Parameters => IsBuilt ? _parameters ??= CollectParameters() : CollectParameters();

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Parameter> TrainableParameters
        => Trainable ? [.. Layers.SelectMany(layer => layer.TrainableParameters).Distinct()] : [];

    /// <summary>Whether optimizers move the weights. Setting it sets it for all layers.</summary>
    public sealed override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            foreach (var layer in Layers)
                layer.Trainable = value;
        }
    }

    internal Random Random { get; set; }

    private protected IReadOnlyList<Node> BuiltNodes => IsBuilt
        ? Nodes
        : throw new KerasException($"The model '{Name}' is not built: the shape of its inputs is not known yet. Begin it with an InputLayer, give the Embedding an inputLength, or call Build.");

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => ComputeOutputShapes(inputShapes)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
    {
        CheckCount(inputShapes.Count, "shapes");
        var shapes = new IReadOnlyList<Shape>[Nodes.Count];
        for (var (i, nextInput) = (0, 0); i < shapes.Length; i++)
        {
            var node = Nodes[i];
            shapes[i] = node.Inputs.Count > 0
                ? node.Layer.ComputeOutputShapes([.. node.Inputs.Select(source => shapes[source.Node][source.Output])])
                : [Check(nextInput, inputShapes[nextInput++])];
        }

        return [.. Outputs.Select(output => shapes[output.Node][output.Output])];
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Call call) => ForwardAll(call)[0];

    /// <inheritdoc/>
    /// <exception cref="KerasException">The inputs do not fit, or dropout masks were handed to the model and not to its layers.</exception>
    public sealed override IReadOnlyList<Tensor> ForwardAll(Call call)
    {
        if (call.DropoutMasks is not null)
            throw new KerasException($"Dropout masks came to {this}, which drops nothing itself. Hand them to its layers, in the pass's DropoutMasks.");

        EnsureBuilt(call.Inputs);
        var trip = new Trip(this, call.Inputs, call.Pass, call.Masks, call.NeedsInputGradients);
        trip.Report(call);
        call.Keep(trip);
        return trip.Outputs;
    }

    /// <inheritdoc/>
    public sealed override Tensor? Backward(Tensor outputGradients, Call call)
        => BackwardAll([outputGradients, .. Enumerable.Repeat<Tensor?>(null, Outputs.Count - 1)], call)[0];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
    {
        var areOfLogits = new bool[outputGradients.Count];
        areOfLogits[0] = call.GradientsAreOfLogits;
        return call.Kept<Trip>().Backward(outputGradients, areOfLogits);
    }

    /// <summary>Values of all weights, in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. Parameters.Select(parameter => parameter.Value.Copy())];

    /// <summary>Sets all weights, in the order of <see cref="Parameters"/>.</summary>
    /// <exception cref="KerasException">Their number or a shape is not the model's; then nothing is changed.</exception>
    public void SetWeights(IReadOnlyList<Tensor> weights)
    {
        var parameters = Parameters;
        if (weights.Count != parameters.Count)
            throw new KerasException($"The model '{Name}' has {parameters.Count} weights; {weights.Count} came.");

        for (var i = 0; i < parameters.Count; i++)
        {
            if (!weights[i].Shape.Equals(parameters[i].Value.Shape))
                throw new KerasException($"Weight {i} of the model '{Name}', {parameters[i].Name}, has shape {parameters[i].Value.Shape}; one of {weights[i].Shape} came.");
        }

        for (var i = 0; i < parameters.Count; i++)
            parameters[i].Assign(weights[i].Span);
    }

    /// <inheritdoc/>
    internal override bool CarriesState => Layers.Any(layer => layer.CarriesState);

    /// <summary>Forgets what stateful layers carry from batch to batch.</summary>
    public sealed override void ResetStates()
    {
        foreach (var layer in Layers)
            layer.ResetStates();
    }

    /// <summary>Makes sure that the weights have values and that <paramref name="x"/> fits.</summary>
    internal virtual void EnsureBuilt(IReadOnlyList<Tensor> x)
    {
        _ = BuiltNodes;
        CheckCount(x.Count, "tensors");
        for (var i = 0; i < x.Count; i++)
        {
            Check(i, x[i].Shape);
            if (x[i].Shape[0] != x[0].Shape[0])
                throw new KerasException($"Input {i} of the model '{Name}' got {x[i].Shape[0]} samples, input 0 got {x[0].Shape[0]}; give equally many.");
        }
    }

    /// <summary>Says that the weights have values, for inputs of these shapes.</summary>
    private protected void FinishBuilding(IReadOnlyList<Shape> inputShapes) => (IsBuilt, BuildInputShapes, _parameters) = (true, inputShapes, null);

    /// <summary>Gives a layer without a name the one that Keras gives, and sees that it is the only one of its name.</summary>
    private protected void GiveName(Layer layer, IReadOnlyList<Layer> others)
    {
        if (!layer.HasName)
        {
            var name = layer is InputLayer ? "input" : layer.DefaultName;
            var number = others.Count(other => other.ClassName == layer.ClassName);
            layer.Name = layer is InputLayer ? $"{name}_{number + 1}" : number == 0 ? name : $"{name}_{number}";
        }

        if (others.Any(other => other.Name == layer.Name && !ReferenceEquals(other, layer)))
            throw new KerasException($"The model '{Name}' already has a layer named '{layer.Name}'. Give each layer a name of its own.");
    }

    Parameter[] CollectParameters() => [.. Layers.SelectMany(layer => layer.Parameters).Distinct()];

    void CheckCount(int count, string what)
    {
        if (count != Inputs.Count)
            throw new KerasException($"The model '{Name}' has {Inputs.Count} inputs; {count} {what} came.");
    }

    Shape Check(int input, Shape came)
    {
        var shape = Nodes[Inputs[input]].OutputShape;
        return shape.Accepts(came)
            ? came
            : throw new KerasException($"Input {input} of the model '{Name}' has shape {shape}; a tensor of {came} came.");
    }
}
