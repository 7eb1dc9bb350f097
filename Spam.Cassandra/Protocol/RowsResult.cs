using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>A page of rows. Cells stay the bytes that came; each is read when it is asked for.</summary>
sealed class RowsResult(RowSetMetadata? columns, int columnCount, byte[]? pagingState, int rowCount, byte[] cells, int[] offsets) : Response
{
    /// <summary>The columns; null where the server left them out.</summary>
    public RowSetMetadata? Columns => columns;

    /// <summary>How many cells a row has.</summary>
    public int ColumnCount => columnCount;

    /// <summary>Where the next page begins; null after the last.</summary>
    public byte[]? PagingState => pagingState;

    /// <summary>How many rows there are.</summary>
    public int RowCount => rowCount;

    /// <summary>A cell's bytes; false where it is null.</summary>
    public bool TryCell(int row, int column, out ReadOnlySpan<byte> cell)
    {
        // Offsets mark the first byte of each cell, after its length; a null's is negative. The next cell's length stands before its first byte.
        var start = offsets[row * columnCount + column];
        if (start < 0)
        {
            cell = default;
            return false;
        }

        cell = cells.AsSpan(start, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(cells.AsSpan(start - 4)));
        return true;
    }
}
