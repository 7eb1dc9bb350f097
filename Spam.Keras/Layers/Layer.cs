namespace Spam.Keras.Layers;

/// <summary>A step of a model: tensors in, tensors out, and the way back for gradients. It owns weights and no other state, so any number of threads may use it.</summary>
/// <remarks>The exception is a recurrent layer that is stateful: it also owns the states between batches, so its batches come one at a time.</remarks>
public abstract class Layer
{
    string? _name;

    /// <summary>The name, unique in a model. Where none is given, the class's in snake case: <c>spatial_dropout1d</c>.</summary>
    public string Name
    {
        get => _name ?? DefaultName;
        set => _name = value;
    }

    /// <summary>Whether a name was given.</summary>
    public bool HasName => _name is not null;

    /// <summary>The name that Keras gives to the first layer of this class.</summary>
    public virtual string DefaultName => Names.ToSnakeCase(ClassName);

    /// <summary>Keras's <c>class_name</c>.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>Whether optimizers move the weights. What holds other layers hands it on to them when it is set.</summary>
    public virtual bool Trainable { get; set; } = true;

    /// <summary>The weights, in the order of Keras's <c>get_weights()</c>.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>The weights that training moves.</summary>
    public virtual IReadOnlyList<Parameter> TrainableParameters => Trainable ? [.. Parameters.Where(parameter => parameter.Trainable)] : [];

    /// <summary>Whether the weights have values.</summary>
    public bool IsBuilt { get; private protected set; }

    /// <summary>The input shapes that the layer was built for.</summary>
    public IReadOnlyList<Shape> BuildInputShapes { get; private protected set; } = [];

    /// <summary>Whether masks are used and passed on. Where not, a mask that comes in ends there unused, as in Keras.</summary>
    public virtual bool SupportsMasking => true;

    /// <summary>Whether inputs may come as the few rows that they repeat (<see cref="GatheredRows"/>), for the layer to write out where it cannot use them.</summary>
    internal virtual bool TakesGathered => false;

    /// <summary>Whether a batch begins with what the one before it left, so that batches come one after the other.</summary>
    internal virtual bool CarriesState => false;

    /// <summary>Gives the weights shapes and first values. A second call does nothing.</summary>
    /// <param name="random">Where the first values are drawn from.</param>
    /// <param name="inputShapes">One shape for each input, with the batch axis.</param>
    /// <exception cref="KerasException">The layer cannot read inputs of these shapes.</exception>
    public void Build(Random random, params IReadOnlyList<Shape> inputShapes)
    {
        if (IsBuilt)
            return;

        CreateWeights(random, inputShapes);
        BuildInputShapes = inputShapes;
        IsBuilt = true;
    }

    /// <summary>The shape of the first output for inputs of these shapes.</summary>
    /// <exception cref="KerasException">The layer cannot read inputs of these shapes.</exception>
    public abstract Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes);

    /// <summary>The shapes of all outputs. A layer with one output leaves this as it is.</summary>
    public virtual IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes) => [ComputeOutputShape(inputShapes)];

    /// <summary>Says that the layer reads <paramref name="inputs"/>, for a functional model. Weights are made when the model is.</summary>
    /// <returns>What stands for the first (mostly the only) output.</returns>
    /// <exception cref="KerasException">The layer cannot read inputs of these shapes.</exception>
    public KerasTensor Call(params IReadOnlyList<KerasTensor> inputs) => CallAll(inputs)[0];

    /// <summary>As <see cref="Call"/>, for a layer with several outputs.</summary>
    public IReadOnlyList<KerasTensor> CallAll(params IReadOnlyList<KerasTensor> inputs)
    {
        var shapes = ComputeOutputShapes([.. inputs.Select(input => input.Shape)]);
        var use = new LayerUse(this, inputs);
        return [.. shapes.Select((shape, output) => new KerasTensor(use, output, shape))];
    }

    /// <summary>Runs the layer and gives all outputs. The first input's mask is passed on where the layer says nothing else; a layer without support for masks ends it.</summary>
    public IReadOnlyList<Tensor> Run(Call call)
    {
        call.OutputMask = SupportsMasking ? call.Mask : null;
        for (var i = 0; i < call.Inputs.Count && !TakesGathered; i++)
            call.WriteOut(call.Inputs[i]);
        return ForwardAll(call);
    }

    /// <summary>The output for <paramref name="call"/>'s inputs.</summary>
    public abstract Tensor Forward(Call call);

    /// <summary>All outputs. A layer with one output leaves this as it is.</summary>
    public virtual IReadOnlyList<Tensor> ForwardAll(Call call) => [Forward(call)];

    /// <summary>Adds to the weights' gradients, and gives the gradient of <paramref name="call"/>'s input; null where that has none (word ids).</summary>
    /// <param name="outputGradients">The gradient of what Forward gave, of the same shape.</param>
    /// <param name="call">The call that Forward had.</param>
    public abstract Tensor? Backward(Tensor outputGradients, Call call);

    /// <summary>The way back of <see cref="ForwardAll"/>. A layer with one input and one output leaves this as it is.</summary>
    /// <param name="outputGradients">For each output its gradient, or null where nothing reads it.</param>
    /// <param name="call">The call that Forward had.</param>
    /// <returns>For each input its gradient, or null where it has none.</returns>
    public virtual IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
        => [outputGradients[0] is { } gradients ? Backward(gradients, call) : null];

    /// <summary>Forgets what a stateful layer carries from batch to batch. Other layers have nothing to forget.</summary>
    public virtual void ResetStates()
    {
    }

    /// <summary>Says that a model has the layer from now on. A Sequential then takes no more layers, because the model around it counts on its shapes.</summary>
    internal virtual void EnterModel()
    {
    }

    /// <summary>Where <see cref="Build"/> makes the weights.</summary>
    protected virtual void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
    }

    /// <summary>What a wrong input shape is answered with.</summary>
    protected KerasException WrongShape(Shape came, string expected)
        => new($"{ClassName} '{Name}' got inputs of shape {came}; expected {expected}.");

    /// <inheritdoc/>
    public override string ToString() => $"{ClassName} '{Name}'";
}
