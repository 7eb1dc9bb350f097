#nullable disable

namespace Cassandra;

/// <summary>How frames may be compressed. Only <see cref="NoCompression"/> is supported here.</summary>
public enum CompressionType
{
    /// <summary>Frames travel as they are.</summary>
    NoCompression = 0,
    /// <summary>Snappy.</summary>
    Snappy = 1,
    /// <summary>LZ4.</summary>
    LZ4 = 2,
}
