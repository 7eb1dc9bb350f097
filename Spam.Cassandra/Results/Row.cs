#nullable disable

using System.Collections;
using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>A row of a result. Values are read from the bytes that came, each time that they are asked for.</summary>
public class Row : IEnumerable<object>
{
    readonly RowsResult _page;
    readonly CqlColumn[] _columns = [];
    readonly Dictionary<string, int> _indexes = RowSetMetadata.Empty.ColumnIndexes;
    readonly int _row;

    /// <summary>A row of nothing, for tests that replace its members.</summary>
    public Row()
    {
    }

    internal Row(RowsResult page, RowSetMetadata columns, int row)
    {
        _page = page;
        _columns = columns.Columns;
        _indexes = columns.ColumnIndexes;
        _row = row;
    }

    /// <summary>How many values it has.</summary>
    public int Length => _columns.Length;

    /// <summary>The value at a place.</summary>
    public object this[int index] => GetValue<object>(index);

    /// <summary>The value of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public object this[string name]
        => _indexes.TryGetValue(name, out var index)
            ? this[index]
            : throw new KeyNotFoundException($"Column {name} not found. There are: {string.Join(", ", _indexes.Keys)}.");

    /// <summary>Whether the value of a column is null.</summary>
    public bool IsNull(string name) => IsNull(IndexOf(name));

    /// <summary>Whether the value at a place is null.</summary>
    public virtual bool IsNull(int index) => !_page.TryCell(_row, Checked(index), out _);

    /// <summary>The column of that name; null where there is none.</summary>
    public CqlColumn GetColumn(string name) => _indexes.TryGetValue(name, out var index) ? _columns[index] : null;

    /// <summary>The value at a place as a given type.</summary>
    public object GetValue(Type type, int index)
        => _page.TryCell(_row, Checked(index), out var cell) ? ValueReader.Read(_columns[index].CqlType, cell, type) : null;

    /// <summary>The value of a column as a given type.</summary>
    public object GetValue(Type type, string name) => GetValue(type, IndexOf(name));

    /// <summary>
    /// The value at a place as a <typeparamref name="T"/>. Numbers are not widened, and a map is no Dictionary: see the CLR types in the documentation.
    /// </summary>
    /// <exception cref="InvalidCastException">The column does not give a <typeparamref name="T"/>.</exception>
    /// <exception cref="NullReferenceException">The value is null and <typeparamref name="T"/> has none.</exception>
    public virtual T GetValue<T>(int index)
    {
        var found = _page.TryCell(_row, Checked(index), out var cell);
        var value = found ? ValueReader.Read<T>(_columns[index].CqlType, cell, out found) : default;
        if (!found && default(T) is not null)
#pragma warning disable CA2201 // what the driver throws here, and programs catch
            throw new NullReferenceException($"Column {_columns[index].Name} is null, and {typeof(T)} has no null. Read it as {typeof(T).Name}?.");
#pragma warning restore CA2201
        return value;
    }

    /// <summary>The value of a column as a <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public virtual T GetValue<T>(string name) => GetValue<T>(IndexOf(name));

    /// <summary>All values, in the order of the columns.</summary>
    public IEnumerator<object> GetEnumerator()
    {
        for (var i = 0; i < Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IndexOf(string name)
        => _indexes.TryGetValue(name, out var index)
            ? index
            : throw new ArgumentException($"Column {name} not found. There are: {string.Join(", ", _indexes.Keys)}.", nameof(name));

    int Checked(int index)
        => (uint)index < (uint)_columns.Length
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), $"The row has {_columns.Length} values; there is none at {index}.");
}
