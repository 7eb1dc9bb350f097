using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Layers;

/// <summary>One trip of one batch through a model. What belongs to the whole trip is here; what belongs to one use of a layer is in its <see cref="Call"/>.</summary>
public sealed class Pass
{
    /// <summary>A trip that predicts: dropout off, nothing kept for a way back, one thread.</summary>
    public static Pass Inference { get; } = new();

    /// <summary>Whether dropout drops and statistics move, as inside <c>fit</c>.</summary>
    public bool Training { get; init; }

    /// <summary>Whether layers keep what their way back needs.</summary>
    public bool KeepsState { get; init; }

    /// <summary>Where dropout masks are drawn from; needed when <see cref="Training"/> and no masks are handed in.</summary>
    public Random? Random { get; init; }

    /// <summary>How many threads one kernel may use. The numbers do not depend on it.</summary>
    public int NumThreads { get; init; } = 1;

    /// <summary>Whether an embedding may give the few rows that a sample repeats instead of all positions. Gradients are then sums over positions, which clipping by norm does not ask for.</summary>
    public bool GathersRows { get; init; }

    /// <summary>Where large buffers come from and go back to; null takes fresh memory.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>Dropout masks handed in from outside, by layer, instead of drawn ones.</summary>
    public IReadOnlyDictionary<Layer, DropoutMasks>? DropoutMasks { get; init; }

    /// <summary>What threads work in.</summary>
    internal RoomPool Rooms => Workspace?.Rooms ?? new();

    /// <summary>Whether this is a step of training: then the weights are its own, and what was packed of earlier ones may be written over.</summary>
    internal bool Fits => Training && KeepsState;

    /// <summary>A tensor whose contents are not defined, good until the pass ends.</summary>
    public Tensor Rent(params ReadOnlySpan<int> shape) => Workspace is null ? new(shape) : Workspace.Rent(new Shape(shape));

    /// <summary>Whole numbers that are not defined, at least as many as asked for, good until the pass ends.</summary>
    internal int[] RentInts(int length) => Workspace is null ? new int[length] : Workspace.RentInts(length);

    /// <summary>A tensor of zeros, good until the pass ends.</summary>
    public Tensor RentZeros(params ReadOnlySpan<int> shape)
    {
        var tensor = Rent(shape);
        if (Workspace is not null)
            tensor.Span.Clear();
        return tensor;
    }
}
