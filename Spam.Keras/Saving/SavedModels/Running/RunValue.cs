using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>What flows along the edges of a graph. It never changes once it is made, so that any number of runs may share it.</summary>
/// <param name="type">The type of its elements.</param>
/// <param name="shape">The sizes of its axes.</param>
/// <param name="memory">What the run took for it; null where it belongs to the model or the caller.</param>
abstract class RunValue(DataType type, Shape shape, GraphMemory? memory)
{
    /// <summary>The type of its elements.</summary>
    public DataType Type => type;

    /// <summary>The sizes of its axes.</summary>
    public Shape Shape => shape;

    /// <summary>What the run took for it; null where it belongs to the model or the caller.</summary>
    public GraphMemory? Memory => memory;

    /// <summary>The same value in another shape of the same length.</summary>
    public virtual RunValue WithShape(Shape other)
        => throw new KerasException($"A {this} has no elements of its own that could take the shape {other}.");

    /// <summary>The same value as the model's own, which no run counts.</summary>
    public virtual RunValue Owned() => this;

    /// <inheritdoc/>
    public override string ToString() => $"{ElementTypes.NameOf(Type)} {Shape}";
}
