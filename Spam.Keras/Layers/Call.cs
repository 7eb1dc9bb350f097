using System.Diagnostics.CodeAnalysis;
using Spam.Keras.Activations;
using Spam.Keras.Kernels;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>One use of a layer in one pass: what goes in, and what the layer remembers for its way back. A layer used twice in a pass has two.</summary>
public sealed class Call
{
    object? _kept;
    Tensor? _penalized;

    /// <summary>One use with these inputs.</summary>
    public Call(Pass pass, params IReadOnlyList<Tensor> inputs)
    {
        Pass = pass;
        Inputs = inputs;
        Masks = new Tensor?[inputs.Count];
    }

    /// <summary>The trip that this use belongs to.</summary>
    public Pass Pass { get; }

    /// <summary>What the layer reads: one tensor for most layers, several for merging ones.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The only or the first input.</summary>
    public Tensor Input => Inputs[0];

    /// <summary>For each input, which steps are real: (batch, steps) of 1 and 0, or null where all are.</summary>
    public IReadOnlyList<Tensor?> Masks { get; init; }

    /// <summary>The mask of the only or the first input.</summary>
    public Tensor? Mask => Masks[0];

    /// <summary>The mask of the outputs; a layer sets it in Forward where it differs from <see cref="Mask"/>'s usual way.</summary>
    public Tensor? OutputMask { get; set; }

    /// <summary>The masks of the second output and those after it, where a layer gives any.</summary>
    internal IReadOnlyList<Tensor?> FurtherOutputMasks { get; set; } = [];

    /// <summary>Masks handed in for this use, instead of drawn ones.</summary>
    public DropoutMasks? DropoutMasks { get; init; }

    /// <summary>Whether dropout drops and statistics move.</summary>
    public bool Training => Pass.Training;

    /// <summary>Whether the way back needs the gradient of the inputs; false spares the work.</summary>
    public bool NeedsInputGradients { get; init; } = true;

    /// <summary>What came into a softmax or sigmoid that ends the layer: a cross-entropy is exact when computed from here.</summary>
    public Tensor? Logits { get; set; }

    /// <summary>The name of the activation that <see cref="Logits"/> came into.</summary>
    public string? LogitsActivation { get; set; }

    /// <summary>Set when the gradient handed to Backward is that of <see cref="Logits"/>, not of the outputs.</summary>
    public bool GradientsAreOfLogits { get; set; }

    /// <summary>What the layer adds to the loss for this batch (activity regularization).</summary>
    public float AddedLoss { get; set; }

    /// <summary>The mask of one of the outputs.</summary>
    public Tensor? MaskOf(int output) => output == 0 ? OutputMask : FurtherOutputMasks.ElementAtOrDefault(output - 1);

    /// <summary>Remembers <paramref name="state"/> for the way back, if the pass has one.</summary>
    public void Keep(object state)
    {
        if (Pass.KeepsState)
            _kept = state;
    }

    /// <summary>What Forward kept.</summary>
    /// <exception cref="KerasException">Forward did not run, or in a pass that keeps nothing.</exception>
    public T Kept<T>() => _kept is T state
        ? state
        : throw new KerasException("Backward was called without a Forward that keeps its state. Run Forward in a Pass with KeepsState first.");

    /// <summary>Writes a tensor that may be gathered out into a buffer of the pass.</summary>
    internal void WriteOut(Tensor tensor)
    {
        if (tensor.Gathered is not null)
            tensor.WriteOut(Pass.Rent(tensor.Shape.Sizes));
    }

    /// <summary>Where <paramref name="layer"/> draws its masks from.</summary>
    /// <exception cref="KerasException">The pass has no generator.</exception>
    internal Random RequireRandom(Layer layer) => Pass.Random
        ?? throw new KerasException($"{layer} draws random numbers in training, so the pass needs a Random, or dropout masks handed in.");

    /// <summary>Puts sums through a layer's last activation, remembering what its way back and an exact cross-entropy need.</summary>
    internal Tensor Activate(Activation activation, Tensor sums)
    {
        if (activation.Name == "linear")
            return sums;

        var outputs = Pass.Rent(sums.Shape.Sizes);
        activation.Forward(sums.Span, outputs.Span, sums.Shape[^1]);
        (Logits, LogitsActivation) = (sums, activation.Name);
        Keep(outputs);
        return outputs;
    }

    /// <summary>The way back of <see cref="Activate"/>: the gradients of the sums, with those of an activity penalty.</summary>
    internal Tensor Deactivate(Activation activation, Tensor outputGradients, Regularizer? activityRegularizer = null)
    {
        if (!GradientsAreOfLogits)
            return ThroughActivation(activation, AddActivityGradient(activityRegularizer, outputGradients));
        if (activityRegularizer is null)
            return outputGradients;

        // The loss's gradients are those of the sums already; the penalty's are of the outputs.
        var penalty = ThroughActivation(activation, AddActivityGradient(activityRegularizer, new(outputGradients.Shape)));
        VectorOps.Add(outputGradients.Span, penalty.Span);
        return penalty;
    }

    /// <summary>Adds a layer's activity penalty, divided by the batch size as Keras does.</summary>
    internal void AddActivityPenalty(Regularizer? regularizer, Tensor outputs)
    {
        if (regularizer is null)
            return;

        AddedLoss += regularizer.Penalty(outputs) / outputs.Shape[0];
        _penalized = outputs;
    }

    /// <summary>The outputs' gradients with those of the activity penalty added.</summary>
    Tensor AddActivityGradient(Regularizer? regularizer, Tensor outputGradients)
        => _penalized is null ? outputGradients : AddActivityGradient(regularizer, outputGradients, _penalized);

    /// <summary>The same for one of several outputs; null where neither gives it a gradient.</summary>
    [return: NotNullIfNotNull(nameof(outputGradients))]
    internal static Tensor? AddActivityGradient(Regularizer? regularizer, Tensor? outputGradients, Tensor outputs)
    {
        if (regularizer is null)
            return outputGradients;

        var sum = outputGradients?.Copy() ?? new(outputs.Shape);
        regularizer.AddGradient(outputs, sum, 1f / outputs.Shape[0]);
        return sum;
    }

    /// <summary>A use of a layer that this use's layer wraps, in the same trip.</summary>
    /// <exception cref="KerasException">Dropout masks were handed to the wrapper.</exception>
    internal Call Within(Layer inner, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks)
    {
        if (DropoutMasks is not null)
            throw new KerasException($"Dropout masks came to the layer around {inner}, which drops nothing itself. Hand them to {inner}, in the pass's DropoutMasks.");

        return new(Pass, inputs)
        {
            Masks = masks,
            DropoutMasks = Pass.DropoutMasks?.GetValueOrDefault(inner),
            NeedsInputGradients = NeedsInputGradients,
        };
    }

    Tensor ThroughActivation(Activation activation, Tensor outputGradients)
    {
        if (activation.Name == "linear")
            return outputGradients;

        var (sums, outputs) = (Logits!, Kept<Tensor>()); // Activate set both
        var gradients = Pass.Rent(sums.Shape.Sizes);
        activation.Backward(sums.Span, outputs.Span, outputGradients.Span, gradients.Span, sums.Shape[^1]);
        return gradients;
    }
}
