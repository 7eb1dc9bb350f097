namespace Spam.Keras.Kernels.Tiles;

/// <summary>Rows of the left-hand side of a product, as a tile walks over them.</summary>
readonly unsafe struct Strip(float* start, nint rowStride, nint depthStride, int depth)
{
    public readonly float* Start = start;
    public readonly nint RowStride = rowStride, DepthStride = depthStride;
    public readonly int Depth = depth;

    /// <summary>The strip without its first rows.</summary>
    public Strip Below(int rows) => new(Start + (rows * RowStride), RowStride, DepthStride, Depth);
}
