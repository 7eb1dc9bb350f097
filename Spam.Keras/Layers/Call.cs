namespace Spam.Keras.Layers;

/// <summary>One use of a layer in one pass: what goes in, and what the layer remembers for its way back. A layer used twice in a pass has two.</summary>
public sealed class Call
{
    object? _kept;

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

    /// <summary>Masks handed in for this use, instead of drawn ones.</summary>
    public DropoutMasks? DropoutMasks { get; init; }

    /// <summary>Whether dropout drops and statistics move.</summary>
    public bool Training => Pass.Training;

    /// <summary>Whether the way back needs the gradient of the inputs; false spares the work.</summary>
    public bool NeedsInputGradients { get; init; } = true;

    /// <summary>What came into a softmax or sigmoid that ends the layer: a cross-entropy is exact when computed from here.</summary>
    public Tensor? Logits { get; set; }

    /// <summary>Set when the gradient handed to Backward is that of <see cref="Logits"/>, not of the outputs.</summary>
    public bool GradientsAreOfLogits { get; set; }

    /// <summary>What the layer adds to the loss for this batch (activity regularization).</summary>
    public float AddedLoss { get; set; }

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
}
