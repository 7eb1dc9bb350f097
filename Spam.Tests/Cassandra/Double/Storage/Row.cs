namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A row: its clustering key and its cells.</summary>
sealed class Row(byte[][] clustering)
{
    readonly Dictionary<string, Cell> _cells = [];

    public byte[][] Clustering { get; } = clustering;

    /// <summary>The deletion of the whole row, in microseconds.</summary>
    public long DeletedAt { get; private set; } = long.MinValue;

    /// <summary>What INSERT leaves beside the cells, so that a row without any is still one.</summary>
    public Cell? Marker { get; private set; }

    public void Put(string column, Cell cell)
    {
        if (cell.Beats(_cells.GetValueOrDefault(column)))
            _cells[column] = cell;
    }

    public void Mark(Cell marker)
    {
        if (marker.Beats(Marker))
            Marker = marker;
    }

    public void Delete(long timestamp) => DeletedAt = Math.Max(DeletedAt, timestamp);

    /// <summary>A column's cell, or null where there is none that counts.</summary>
    public Cell? Live(string column, DateTimeOffset now) => _cells.TryGetValue(column, out var cell) && Counts(cell, now) ? cell : null;

    public bool IsLive(DateTimeOffset now)
    {
        if (Counts(Marker, now))
            return true;
        foreach (var cell in _cells.Values)
        {
            if (Counts(cell, now))
                return true;
        }

        return false;
    }

    /// <summary>How many deletions a reader walks over here.</summary>
    public int Tombstones(DateTimeOffset now) => _cells.Values.Count(cell => !cell.IsLive(now)) + (DeletedAt > long.MinValue ? 1 : 0);

    bool Counts(Cell? cell, DateTimeOffset now) => cell is not null && cell.Timestamp > DeletedAt && cell.IsLive(now);
}
