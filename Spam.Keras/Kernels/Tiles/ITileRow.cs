namespace Spam.Keras.Kernels.Tiles;

/// <summary>One row of a tile: one, two or three vectors that stay in registers. A struct, so that the loop is compiled for each width by itself.</summary>
unsafe interface ITileRow<TSelf>
    where TSelf : struct, ITileRow<TSelf>
{
    /// <summary>Columns.</summary>
    static abstract int Width { get; }

    /// <summary>Whether the processor has registers for eight rows of it; else for four.</summary>
    static abstract bool FitsEightTimes { get; }

    /// <summary>The row that stands at a place.</summary>
    static abstract TSelf Load(float* place);

    /// <summary>The first <paramref name="columns"/> of the row that stands at a place; nothing beyond them is read.</summary>
    static abstract TSelf Load(float* place, int columns);

    /// <summary><c>sum + x b</c>, rounded once.</summary>
    static abstract TSelf MultiplyAdd(float x, TSelf b, TSelf sum);

    /// <summary>Writes the row to a place.</summary>
    static abstract void Store(TSelf row, float* place);

    /// <summary>Writes the first <paramref name="columns"/> to a place, and nothing beyond them.</summary>
    static abstract void Store(TSelf row, float* place, int columns);
}
