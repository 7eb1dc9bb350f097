namespace Spam.Keras.Kernels;

/// <summary>Rows of the left-hand side of a product, as a tile walks over them.</summary>
readonly unsafe struct Strip(float* start, nint rowStride, nint depthStride, int depth)
{
    public readonly float* Start = start;
    public readonly nint RowStride = rowStride, DepthStride = depthStride;
    public readonly int Depth = depth;
}
