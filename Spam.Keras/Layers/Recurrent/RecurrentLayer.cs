using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>What all recurrent layers share: the loop over the steps, masks, dropout and the sums of the weights' gradients. A layer adds its cell: one step.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, units), or (batch, steps, units) with returnSequences.<br/>
/// A step that the mask leaves out keeps the states, and repeats the last output (zeros before the first).<br/>
/// Source: Keras 2.15, keras/src/layers/rnn/base_rnn.py and keras/src/backend.py, rnn.
/// </remarks>
public abstract class RecurrentLayer : Layer
{
    /// <summary>Rows that a thread takes at once: a whole number of the product's tiles.</summary>
    const int RowsOfTile = 8;

    GateWeights? _weights;

    /// <summary>The shared options of recurrent layers.</summary>
    private protected RecurrentLayer(int units, RecurrentOptions options, int numGates)
    {
        Units = units > 0 ? units : throw new KerasException($"{ClassName} got units {units}; it is the size of the state, 1 or more.");
        Options = options;
        NumGates = numGates;
        Layers.Dropout.CheckRate(options.Dropout, ClassName, "dropout");
        Layers.Dropout.CheckRate(options.RecurrentDropout, ClassName, "recurrentDropout");
        Kernel = new("kernel", options.KernelInitializer ?? new GlorotUniform(), options.KernelRegularizer);
        RecurrentKernel = new("recurrent_kernel", options.RecurrentInitializer ?? new Orthogonal(), options.RecurrentRegularizer);
    }

    /// <summary>The size of the state and of an output.</summary>
    public int Units { get; }

    /// <summary>What transforms the candidate and, in LSTM, the output.</summary>
    public Activation Activation => Options.Activation;

    /// <summary>What transforms the gates.</summary>
    public Activation RecurrentActivation => Options.RecurrentActivation;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias => Options.UseBias;

    /// <summary>Whether the outputs of all steps are given, or the last one's only.</summary>
    public bool ReturnSequences => Options.ReturnSequences;

    /// <summary>Whether the steps are read from the last to the first.</summary>
    public bool GoBackwards => Options.GoBackwards;

    /// <summary>The part of the inputs that training drops.</summary>
    public float Dropout => Options.Dropout;

    /// <summary>The part of the state that training drops before each product.</summary>
    public float RecurrentDropout => Options.RecurrentDropout;

    /// <summary>How long a drawn mask lives.</summary>
    public RecurrentDropout DropoutMaskLife => Options.DropoutMaskLife;

    /// <summary>(features, gates · units).</summary>
    public Parameter Kernel { get; }

    /// <summary>(units, gates · units).</summary>
    public Parameter RecurrentKernel { get; }

    /// <summary>The bias, where there is one.</summary>
    public abstract Parameter? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Bias is null ? [Kernel, RecurrentKernel] : [Kernel, RecurrentKernel, Bias];

    private protected RecurrentOptions Options { get; }

    private protected int NumGates { get; }

    /// <summary>States that a step hands on: the output, and for LSTM the cell state.</summary>
    private protected abstract int NumStates { get; }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3)
            throw WrongShape(inputs, "(batch, steps, features)");
        return ReturnSequences ? inputs.With(2, Units) : new(inputs[0], Units);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        CheckInput(call.Input.Shape);
        var run = Start(call);
        Prepare(run, call.Pass);
        var outputs = call.Pass.RentZeros(ReturnSequences ? [run.Batch, run.NumSteps, Units] : [run.Batch, Units]);
        ForRows(run.Batch, call.Pass.NumThreads, (row, numRows) =>
        {
            var scratch = new float[numRows * Units];
            for (var step = 0; step < run.NumSteps; step++)
            {
                if (step % run.NumSlots == 0)
                    InputProjection.Forward(run, ProjectionBias, step, Math.Min(run.NumSlots, run.NumSteps - step), row, numRows);

                StepForward(run, step, row, numRows, scratch);
                RestoreMasked(run, step, row, numRows);
                WriteOutputs(run, outputs, step, row, numRows);
            }
        });

        call.Keep(run);
        call.OutputMask = ReturnSequences ? call.Mask : null;
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var run = call.Kept<RecurrentRun>();
        var inputGradients = call.NeedsInputGradients ? call.Pass.Rent(run.Inputs.Shape.Sizes) : null;
        _ = (run.Weights.KernelTransposed, run.Weights.RecurrentTransposed); // packed before the threads start
        ForRows(run.Batch, call.Pass.NumThreads, (row, numRows) =>
        {
            var sweep = new BackwardSweep(this, run, outputGradients, row, numRows);
            for (var step = run.NumSteps - 1; step >= 0; step--)
                sweep.Step(step);
            if (inputGradients is not null)
                InputProjection.Backward(run, inputGradients, row, numRows);
        });

        Workers.Run(call.Pass.NumThreads, 2 * NumGates, task => AddWeightGradients(run, task / 2, isRecurrent: task % 2 == 0));
        return inputGradients;
    }

    /// <summary>The bias that is added to the input's product, where there is one.</summary>
    private protected virtual Parameter? ProjectionBias => Bias;

    /// <summary>Gives the run the buffers that the cell needs for its way back.</summary>
    internal abstract void Prepare(RecurrentRun run, Pass pass);

    /// <summary>One step of the cell for a range of rows: from the projections and the states before to the states after.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="row">The first row.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="scratch">Room for (rows, units).</param>
    internal abstract void StepForward(RecurrentRun run, int step, int row, int numRows, Span<float> scratch);

    /// <summary>The way back of one step. Leaves the gradients of the projections in their place.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="row">The first row.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="stateGradients">For each state: in, the gradients of the states after the step; out, of those before.</param>
    /// <param name="scratch">Room for (rows, units).</param>
    internal abstract void StepBackward(RecurrentRun run, int step, int row, int numRows, float[][] stateGradients, Span<float> scratch);

    /// <summary>Adds <c>(h ∘ mask)·recurrent_kernel</c> to the projections of one gate.</summary>
    private protected static void AddRecurrentProduct(RecurrentRun run, int step, int gate, int row, int numRows, Span<float> scratch)
    {
        ReadOnlySpan<float> state = run.State(0, step, row, numRows);
        if (run.RecurrentMasks is { } masks)
        {
            VectorOps.Multiply(state, masks.Rows(step, gate, row, numRows), scratch);
            state = scratch;
        }

        MatMul.Multiply(state, numRows, run.Units, 1, run.Weights.Recurrent[gate], run.Gate(step, gate, row, numRows), run.Units, accumulate: true);
    }

    /// <summary>Adds one gate's share to the gradients of the state before the step: <c>(dz·recurrent_kernelᵀ) ∘ mask</c>.</summary>
    private protected static void AddStateGradients(RecurrentRun run, int step, int gate, int row, int numRows, Span<float> gradients, Span<float> scratch)
    {
        var isMasked = run.RecurrentMasks is not null;
        MatMul.Multiply(
            run.Gate(step, gate, row, numRows), numRows, run.Units, 1, run.Weights.RecurrentTransposed[gate],
            isMasked ? scratch : gradients, run.Units, accumulate: !isMasked);
        if (run.RecurrentMasks is { } masks)
            VectorOps.AddProduct(scratch, masks.Rows(step, gate, row, numRows), gradients);
    }

    /// <summary>Adds the gradients of one gate's part of a matrix, and with the kernel's those of the bias.</summary>
    private protected virtual void AddWeightGradients(RecurrentRun run, int gate, bool isRecurrent)
    {
        if (isRecurrent)
        {
            WeightGradients.AddRecurrentKernel(run, RecurrentKernel.Gradient, gate);
            return;
        }

        WeightGradients.AddKernel(run, Kernel.Gradient, gate);
        if (Bias is not null)
            WeightGradients.AddBias(run, Bias.Gradient.Span.Slice(gate * Units, Units), gate);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3 || inputs[2] == Shape.Unknown)
            throw WrongShape(inputs, "(batch, steps, features) with a known number of features");

        Kernel.Build(new(inputs[2], NumGates * Units), random);
        RecurrentKernel.Build(new(Units, NumGates * Units), random);
    }

    RecurrentRun Start(Call call)
    {
        var weights = _weights;
        if (weights is null || !weights.IsCurrent(Kernel, RecurrentKernel))
            _weights = weights = new(Kernel, RecurrentKernel, NumGates); // two threads may both pack; either result serves

        var masks = call.Training ? call.DropoutMasks ?? Draw(call) : null;
        var (batch, steps, features) = (call.Input.Shape[0], call.Input.Shape[1], call.Input.Shape[2]);
        return new(call, weights, Units, NumStates, GoBackwards)
        {
            InputMasks = MaskBank.From(masks?.Inputs, steps, NumGates, batch, features, this),
            RecurrentMasks = MaskBank.From(masks?.Recurrent, steps, NumGates, batch, Units, this),
            StepMask = call.Mask,
        };
    }

    DropoutMasks? Draw(Call call)
    {
        if (Dropout == 0 && RecurrentDropout == 0)
            return null;

        var (batch, steps, features) = (call.Input.Shape[0], call.Input.Shape[1], call.Input.Shape[2]);
        var random = call.RequireRandom(this);
        var numSteps = DropoutMaskLife == Layers.RecurrentDropout.PerStep ? steps : 1;
        var numInputGates = RecurrentDropout > 0 ? NumGates : 1; // without recurrent dropout Keras has one mask for all gates
        return new(
            Dropout > 0 ? Mask(numInputGates, features, Dropout) : null,
            RecurrentDropout > 0 ? Mask(NumGates, Units, RecurrentDropout) : null);

        Tensor Mask(int numGates, int width, float rate)
        {
            var mask = call.Pass.Rent(numSteps, numGates, batch, width);
            DropoutMask.Draw(random, rate, mask.Span);
            return mask;
        }
    }

    void RestoreMasked(RecurrentRun run, int step, int row, int numRows)
    {
        for (var b = row; run.StepMask is not null && b < row + numRows; b++)
        {
            for (var state = 0; !run.IsReal(b, step) && state < NumStates; state++)
                run.State(state, step, b, 1).CopyTo(run.State(state, step + 1, b, 1));
        }
    }

    void WriteOutputs(RecurrentRun run, Tensor outputs, int step, int row, int numRows)
    {
        if (!ReturnSequences && run.StepMask is null)
        {
            if (step == run.NumSteps - 1)
                run.State(0, step + 1, row, numRows).CopyTo(outputs.Span.Slice(row * Units, numRows * Units));
            return;
        }

        for (var b = row; b < row + numRows; b++)
        {
            var output = ReturnSequences ? outputs.Span.Slice(((b * run.NumSteps) + step) * Units, Units) : outputs.Row(b);
            if (run.IsReal(b, step))
                run.State(0, step + 1, b, 1).CopyTo(output);
            else if (ReturnSequences && step > 0)
                outputs.Span.Slice(((b * run.NumSteps) + step - 1) * Units, Units).CopyTo(output);
        }
    }

    void CheckInput(Shape inputs)
    {
        if (inputs.Rank != 3 || inputs[2] != Kernel.Value.Shape[0])
            throw WrongShape(inputs, $"(batch, steps, {Kernel.Value.Shape[0]}), as it was built");
    }

    static void ForRows(int batch, int numThreads, Action<int, int> work)
    {
        var tiles = (batch + RowsOfTile - 1) / RowsOfTile;
        var numParts = Math.Clamp(numThreads, 1, Math.Max(1, tiles));
        Workers.Run(numThreads, numParts, part =>
        {
            var first = tiles * part / numParts * RowsOfTile;
            var end = Math.Min(batch, tiles * (part + 1) / numParts * RowsOfTile);
            work(first, end - first);
        });
    }
}
