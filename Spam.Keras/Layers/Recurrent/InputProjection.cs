using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers.Recurrent;

/// <summary><c>x·kernel + bias</c> for a run, and its way back. How depends on whether the inputs repeat few rows.</summary>
abstract class InputProjection(RecurrentRun run, ReadOnlyMemory<float> bias, MaskBank? masks)
{
    /// <summary>The run whose projections these are.</summary>
    protected RecurrentRun Run { get; } = run;

    /// <summary>The dropout masks of the inputs.</summary>
    protected MaskBank? Masks { get; } = masks;

    /// <summary>For inputs (batch, steps, features): once a distinct row where they are gathered and the masks are the same at every step, else once a step.</summary>
    /// <param name="run">The run.</param>
    /// <param name="call">The use that it belongs to; its first input is what is projected.</param>
    /// <param name="bias">What the products start from; empty without a bias.</param>
    /// <param name="masks">The dropout masks of the inputs.</param>
    public static InputProjection Of(RecurrentRun run, Call call, ReadOnlyMemory<float> bias, MaskBank? masks)
    {
        if (call.Input.Gathered is { } gathered && masks is not { DiffersByStep: true })
            return new RowProjection(run, gathered, bias, masks, call.Pass);

        call.WriteOut(call.Input);
        return new StepProjection(run, call.Input, bias, masks);
    }

    /// <summary>Prepares a range of samples for <see cref="Fill"/>.</summary>
    public abstract void Begin(int sample, int numSamples);

    /// <summary>Puts a step's projections of a range of samples into the run. Steps come one after the other.</summary>
    public abstract void Fill(int step, int sample, int numSamples, bool isFirst, ProductRoom room);

    /// <summary>Makes ready for the way back.</summary>
    public virtual void BeginBackward(Pass pass)
    {
    }

    /// <summary>Takes the gradients of a step's projections, which stand in the run.</summary>
    public virtual void TakeGradients(int step, int sample, int numSamples)
    {
    }

    /// <summary>A tensor for the gradients of the inputs.</summary>
    public abstract Tensor RentInputGradients(Pass pass);

    /// <summary>Fills in the gradients of a range of samples.</summary>
    public abstract void FillInputGradients(Tensor inputGradients, int sample, int numSamples, ProductRoom room);

    /// <summary>Adds the gradients of some gates' parts of the kernel: the sums of <c>(x ∘ mask)ᵀ dz</c>.</summary>
    public abstract void AddKernelGradients(Tensor gradient, Range gates, ProductRoom room);

    /// <summary>Adds the gradient of one gate's part of the bias: the sum of dz.</summary>
    public abstract void AddBiasGradients(Span<float> gradient, int gate);

    /// <summary>How many steps from the first on are this row, to the bit, of at most so many.</summary>
    public abstract int NumEqual(int sample, ReadOnlySpan<float> row, int numSteps);

    /// <summary>What a sample's first step reads.</summary>
    public abstract ReadOnlySpan<float> FirstOf(int sample);

    /// <summary>What a gate's product starts from.</summary>
    protected ReadOnlySpan<float> BiasOf(int gate) => bias.IsEmpty ? [] : bias.Span.Slice(gate * Run.Units, Run.Units);
}
