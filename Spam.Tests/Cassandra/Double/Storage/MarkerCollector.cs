using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Learns what each marker of a statement stands for.</summary>
sealed class MarkerCollector
{
    readonly SortedDictionary<int, ColumnSpec> _specs = [];
    readonly Dictionary<string, int> _keys = [];

    /// <summary>Notes the markers in a term that is to have that type.</summary>
    public void Add(Term? term, string name, CqlType type)
    {
        switch (term)
        {
            case MarkerTerm marker:
                _specs[marker.Index] = new(marker.Name ?? name, type);
                break;
            case CollectionTerm collection when type.Parts.Length > 0:
                for (var i = 0; i < collection.Items.Count; i++)
                    Add(collection.Items[i], $"{(type.Id == TypeId.Map ? i % 2 == 0 ? "key" : "value" : "value")}({name})", type.Parts[i % type.Parts.Length]);
                break;
            case CallTerm call:
                foreach (var argument in call.Arguments)
                    Add(argument, "arg0", CqlType.Native("timestamp")!); // a native type
                break;
        }
    }

    /// <summary>Notes that this term gives a column of the partition key.</summary>
    public void AddKey(Term term, Column column)
    {
        if (term is MarkerTerm marker && column.Kind == ColumnKind.PartitionKey)
            _keys[column.Name] = marker.Index;
    }

    public ColumnSpec[] Specs => [.. _specs.Values];

    /// <summary>Which markers give the partition key, in its order; none where not all of it is bound.</summary>
    public int[] KeyIndices(Table table)
        => table.PartitionKey.All(column => _keys.ContainsKey(column.Name)) ? [.. table.PartitionKey.Select(column => _keys[column.Name])] : [];
}
