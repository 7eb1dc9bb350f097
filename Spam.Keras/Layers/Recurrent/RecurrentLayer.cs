using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>What all recurrent layers share: the loop over the steps, masks, dropout, states and the sums of the weights' gradients. A layer adds its formula: one step.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences; with returnState
/// the states after the last step follow as further outputs, each (batch, units). Further inputs are the states to begin with, each (batch, units).<br/>
/// A step that the mask leaves out keeps the states, and repeats the last output (zeros before the first, or always with zeroOutputForMask).<br/>
/// Who owns what: a run's states belong to its <see cref="Call"/>, so any number of threads may use a layer at once. Only a stateful layer
/// also owns something that changes, the states between batches: its batches follow one another, so one thread uses it at a time.<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/base_rnn.py and keras/src/backend.py, rnn.
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    readonly CarriedStates _carried;
    GateWeights? _weights;
    PaddedStart? _paddedStart;

    /// <summary>The shared options of recurrent layers.</summary>
    /// <param name="options">The options.</param>
    /// <param name="biasInitializer">What fills the bias.</param>
    private protected RecurrentLayer(RecurrentOptions options, Initializer biasInitializer)
    {
        Options = options;
        if (options.Units <= 0)
            throw new KerasException($"{ClassName} got units {options.Units}; it is the size of the state, 1 or more.");
        if (options.Implementation is not (1 or 2))
            throw new KerasException($"{ClassName} got implementation {options.Implementation}; valid are 1 (a dropout mask for each gate) and 2 (one for all).");
        Layers.Dropout.CheckRate(options.Dropout, ClassName, "dropout");
        Layers.Dropout.CheckRate(options.RecurrentDropout, ClassName, "recurrentDropout");
        _carried = new(this);
        Kernel = new("kernel", options.KernelInitializer ?? new GlorotUniform(), options.KernelRegularizer, constraint: options.KernelConstraint);
        RecurrentKernel = new(
            "recurrent_kernel", options.RecurrentInitializer ?? new Orthogonal(), options.RecurrentRegularizer, constraint: options.RecurrentConstraint);
        Bias = options.UseBias ? new("bias", biasInitializer, options.BiasRegularizer, constraint: options.BiasConstraint) : null;
    }

    /// <summary>The size of the state and of an output.</summary>
    public int Units => Options.Units;

    /// <summary>What transforms the candidate (SimpleRNN: the output).</summary>
    public Activation Activation => Options.Activation;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias => Options.UseBias;

    /// <summary>Whether the outputs of all steps are given, or the last one's only.</summary>
    public bool ReturnSequences => Options.ReturnSequences;

    /// <summary>Whether the states after the last step are given as further outputs.</summary>
    public bool ReturnState => Options.ReturnState;

    /// <summary>Whether the steps are read from the last to the first.</summary>
    public bool GoBackwards => Options.GoBackwards;

    /// <summary>Whether a batch begins with the states that the one before it left.</summary>
    public bool Stateful => Options.Stateful;

    /// <summary>How Keras computes the loop; here it changes nothing.</summary>
    public bool Unroll => Options.Unroll;

    /// <summary>Whether a step that the mask leaves out gives zeros instead of the last output.</summary>
    public bool ZeroOutputForMask => Options.ZeroOutputForMask;

    /// <summary>1: each gate draws its own mask for the inputs; 2: one for all. With recurrent dropout it is 1, as in Keras.</summary>
    public int Implementation => RecurrentDropout > 0 ? 1 : Options.Implementation;

    /// <summary>The part of the inputs that training drops.</summary>
    public float Dropout => Options.Dropout;

    /// <summary>The part of the state that training drops before each product.</summary>
    public float RecurrentDropout => Options.RecurrentDropout;

    /// <summary>How long a drawn mask lives.</summary>
    public RecurrentDropout DropoutMaskLife => Options.DropoutMaskLife;

    /// <summary>What the outputs' size adds to the loss.</summary>
    public Regularizer? ActivityRegularizer => Options.ActivityRegularizer;

    /// <summary>(features, gates · units).</summary>
    public Parameter Kernel { get; }

    /// <summary>(units, gates · units).</summary>
    public Parameter RecurrentKernel { get; }

    /// <summary>The bias, where there is one.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Bias is null ? [Kernel, RecurrentKernel] : [Kernel, RecurrentKernel, Bias];

    /// <summary>What a stateful layer begins its next batch with, each (batch, units); null before the first and after <see cref="ResetStates()"/>.</summary>
    public IReadOnlyList<Tensor>? States => _carried.Current;

    internal RecurrentOptions Options { get; }

    /// <summary>How many states a step hands on.</summary>
    internal int NumStates => Formula.NumStates;

    /// <summary>The step that the loop repeats.</summary>
    private protected abstract RecurrentStep Formula { get; }

    private protected virtual Shape BiasShape => new(Formula.NumGates * Units);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        CheckInputs(inputShapes, numFeatures: Shape.Unknown, "(batch, steps, features)");
        return ReturnSequences ? inputShapes[0].With(2, Units) : new(inputShapes[0][0], Units);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputShapes)
    {
        var outputs = ComputeOutputShape(inputShapes);
        return ReturnState ? [outputs, .. Enumerable.Repeat(new Shape(outputs[0], Units), NumStates)] : [outputs];
    }

    /// <inheritdoc/>
    internal override bool CarriesState => Stateful;

    /// <inheritdoc/>
    internal override bool TakesGathered => true;

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => ForwardAll(call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> ForwardAll(Call call)
    {
        var numFeatures = Kernel.Value.Shape[0];
        CheckInputs([.. call.Inputs.Select(input => input.Shape)], numFeatures, $"(batch, steps, {numFeatures}), as it was built");
        var run = Start(call);
        Formula.Prepare(run, call.Pass);
        var sequence = call.Pass.RentZeros(ReturnSequences ? [run.Batch, run.NumSteps, Units] : [run.Batch, Units]);
        var start = CanSkip(call, run) ? _paddedStart = PaddedStart.Of(_paddedStart, run, Bias?.Version ?? 0, KeepEveryState) : null;
        Workers.RunRows(
            call.Pass.NumThreads, run.Batch, start is not null, call.Pass.Rooms,
            (row, numRows, room) => new ForwardSweep(Formula, run, sequence, row, numRows, room).Run(start));

        if (Stateful)
            _carried.Replace([.. Enumerable.Range(0, NumStates).Select(state => run.FinalState(state, new(run.Batch, Units)))]);
        run.Outputs = ReturnState
            ? [sequence, .. Enumerable.Range(0, NumStates).Select(state => run.FinalState(state, call.Pass.Rent(run.Batch, Units)))]
            : [sequence];
        foreach (var output in run.Outputs)
            call.AddActivityPenalty(ActivityRegularizer, output);
        call.Keep(run);
        call.OutputMask = ReturnSequences ? call.Mask : null;
        return run.Outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
        => BackwardAll([outputGradients, .. Enumerable.Repeat<Tensor?>(null, ReturnState ? NumStates : 0)], call)[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor?> BackwardAll(IReadOnlyList<Tensor?> outputGradients, Call call)
    {
        var run = call.Kept<RecurrentRun>();
        var gradients = outputGradients.Select((gradient, output) => Layers.Call.AddActivityGradient(ActivityRegularizer, gradient, run.Outputs[output])).ToArray();
        var finalStates = Enumerable.Range(0, NumStates).Select(state => ReturnState ? gradients[1 + state] : null).ToArray();
        var inputGradients = call.NeedsInputGradients ? run.Inputs.RentInputGradients(call.Pass) : null;
        var initialStates = call.Inputs.Skip(1).Select(state => call.NeedsInputGradients ? call.Pass.RentZeros(state.Shape.Sizes) : null).ToArray();
        run.Inputs.BeginBackward(call.Pass);
        run.Weights.PrepareBackward(call.Pass.NumThreads);
        Workers.RunRows(call.Pass.NumThreads, run.Batch, isUneven: false, call.Pass.Rooms, (row, numRows, room) =>
        {
            var sweep = new BackwardSweep(Formula, run, gradients[0], finalStates, row, numRows);
            for (var step = run.NumSteps - 1; step >= 0; step--)
            {
                sweep.Step(step);
                run.Inputs.TakeGradients(step, row, numRows);
            }

            if (inputGradients is not null)
                run.Inputs.FillInputGradients(inputGradients, row, numRows, room);
            for (var state = 0; run.BeganAsGiven && call.NeedsInputGradients && state < initialStates.Length; state++)
                sweep.StateGradients(state).CopyTo(initialStates[state]!.Span[(row * Units)..]); // there because they are needed
        });

        var numParts = Math.Clamp(call.Pass.NumThreads, 1, run.NumGates);
        Workers.Run(
            call.Pass.NumThreads, numParts, call.Pass.Rooms,
            (part, room) => AddWeightGradients(run, (run.NumGates * part / numParts)..(run.NumGates * (part + 1) / numParts), room));
        return [inputGradients, .. initialStates];
    }

    /// <summary>Forgets the states of a stateful layer: the next batch begins with zeros.</summary>
    public override void ResetStates() => _carried.Replace(null);

    /// <summary>Sets the states that a stateful layer's next batch begins with, each (batch, units).</summary>
    /// <exception cref="KerasException">The layer is not stateful, or the states are not those of one.</exception>
    public void ResetStates(IReadOnlyList<Tensor> states)
    {
        if (!Stateful)
            throw new KerasException($"{this} is not stateful, so it carries no states. Build it with stateful: true, or give it initial states as inputs.");
        if (states.Count != NumStates || states.Any(state => state.Rank != 2 || state.Shape[0] != states[0].Shape[0] || state.Shape[1] != Units))
            throw new KerasException($"{this} got states {string.Join(", ", states.Select(state => state.Shape))}; expected {NumStates} of shape (batch, {Units}).");

        _carried.Replace([.. states.Select(state => state.Copy())]);
    }

    /// <summary>A layer of this class with other options, and weights of its own.</summary>
    internal abstract RecurrentLayer With(RecurrentOptions options);

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        CheckInputs(inputShapes, numFeatures: Shape.Unknown, "(batch, steps, features) with a known number of features");
        if (inputShapes[0][2] == Shape.Unknown)
            throw WrongShape(inputShapes[0], "(batch, steps, features) with a known number of features");

        Kernel.Build(new(inputShapes[0][2], Formula.NumGates * Units), random);
        RecurrentKernel.Build(new(Units, Formula.NumGates * Units), random);
        Bias?.Build(BiasShape, random);
    }

    /// <summary>Whether padding may be skipped: prediction from nothing, of which only the end is wanted.</summary>
    bool CanSkip(Call call, RecurrentRun run)
        => !run.Keeps && !call.Training && !Stateful && !GoBackwards && !ReturnSequences && call.Mask is null && call.Inputs.Count == 1;

    RecurrentRun KeepEveryState(Tensor inputs)
    {
        var call = new Call(new() { KeepsState = true }, inputs);
        ForwardAll(call);
        return call.Kept<RecurrentRun>();
    }

    RecurrentRun Start(Call call)
    {
        var weights = _weights;
        if (weights is null || !weights.IsCurrent(Kernel, RecurrentKernel))
        {
            // Two threads may both pack; either result serves. A step of training reads weights that no other pass reads.
            _weights = weights = new(Kernel, RecurrentKernel, Formula.NumGates, call.Pass.NumThreads, call.Pass.Fits ? weights : null);
        }

        var given = call.Inputs.Count > 1 ? call.Inputs.Skip(1).ToArray() : null;
        var states = Stateful ? _carried.BeginWith(given, call.Input.Shape[0]) : given;
        var (inputMasks, recurrentMasks) = Masks(call);
        return new(call, weights, Options, NumStates, states, Bias is null ? default : Formula.ProjectionBias(Bias), inputMasks)
        {
            BeganAsGiven = states == given,
            RecurrentMasks = recurrentMasks,
            StepMask = call.Mask,
        };
    }

    /// <summary>The dropout masks of a use: handed in, drawn, or none.</summary>
    (MaskBank? Inputs, MaskBank? Recurrent) Masks(Call call)
    {
        if (!call.Training)
            return default;
        if (call.DropoutMasks is not { } given)
            return DrawnMasks.Draw(Options, Formula.NumGates, call, this);

        var (batch, steps, features) = (call.Input.Shape[0], call.Input.Shape[1], call.Input.Shape[2]);
        return (
            FactorMasks.Of(given.Inputs, steps, Formula.NumGates, batch, features, this),
            FactorMasks.Of(given.Recurrent, steps, Formula.NumGates, batch, Units, this));
    }

    void AddWeightGradients(RecurrentRun run, Range gates, ProductRoom room)
    {
        WeightGradients.Add(
            run, RecurrentKernel.Gradient, Units, gates,
            (step, numSteps, gate, space) => Formula.StatesRead(run, step, numSteps, gate, space), (step, gate) => Formula.StateSums(run, step, gate), room);
        run.Inputs.AddKernelGradients(Kernel.Gradient, gates, room);
        for (var gate = gates.Start.Value; Bias is not null && gate < gates.End.Value; gate++)
            Formula.AddBiasGradients(run, Bias.Gradient, gate);
    }

    void CheckInputs(IReadOnlyList<Shape> inputs, int numFeatures, string expected)
    {
        if (inputs[0].Rank != 3 || (numFeatures != Shape.Unknown && inputs[0][2] != numFeatures))
            throw WrongShape(inputs[0], expected);
        if (inputs.Count != 1 && inputs.Count != 1 + NumStates)
            throw new KerasException($"{this} got {inputs.Count} inputs; expected the sequence alone, or the sequence and its {NumStates} initial states.");

        var state = new Shape(inputs[0][0], Units);
        if (inputs.Skip(1).FirstOrDefault(came => !state.Accepts(came)) is { } wrong)
            throw new KerasException($"{this} got an initial state of shape {wrong}; expected {state}.");
    }
}
