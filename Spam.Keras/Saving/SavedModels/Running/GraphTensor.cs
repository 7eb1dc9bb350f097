using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>Elements of one type with a shape, row-major.</summary>
/// <param name="values">As many as the shape holds; not copied.</param>
/// <param name="shape">The sizes of the axes.</param>
/// <param name="memory">What the run took for the values.</param>
sealed class GraphTensor<T>(T[] values, Shape shape, GraphMemory? memory = null) : RunValue(ElementTypes.Of<T>(), shape, memory)
{
    PackedMatrix? _packed;

    /// <summary>The elements, to be read.</summary>
    public ReadOnlySpan<T> Span => values;

    /// <summary>The elements, to be written by the operation that makes the value.</summary>
    public Span<T> Target => values;

    /// <summary>The array of the elements.</summary>
    public T[] Values => values;

    /// <summary>How many elements there are.</summary>
    public int Length => values.Length;

    /// <inheritdoc/>
    public override RunValue WithShape(Shape other) => new GraphTensor<T>(values, other, Memory);

    /// <inheritdoc/>
    public override RunValue Owned() => new GraphTensor<T>(values, Shape);

    /// <summary>A weight as the right-hand side of products: made once for all runs, as a weight is multiplied with again and again.</summary>
    /// <param name="pack">Makes it; two threads may both do so at first.</param>
    public PackedMatrix Packed(Func<GraphTensor<T>, PackedMatrix> pack) => Memory is null ? _packed ??= pack(this) : pack(this);
}
