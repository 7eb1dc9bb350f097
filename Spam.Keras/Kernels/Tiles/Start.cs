namespace Spam.Keras.Kernels.Tiles;

/// <summary>What the sums of a product start from: the result itself, one row for all, or one zero for all.</summary>
readonly unsafe struct Start(float* place, nint rowStride, nint columnStride)
{
    public readonly float* Place = place;
    public readonly nint RowStride = rowStride;

    /// <summary>The same, some rows down and some columns on.</summary>
    public Start At(int row, int column) => new(Place + (row * RowStride) + (column * columnStride), RowStride, columnStride);
}
