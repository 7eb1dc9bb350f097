using System.Runtime.InteropServices;

namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>A value for each digest. It is many small tables, so that growing never needs the room of the whole once more.</summary>
sealed class DigestTable<T> where T : struct
{
    const int NumTables = 64;

    readonly Dictionary<Digest, T>[] _tables = [.. Enumerable.Range(0, NumTables).Select(_ => new Dictionary<Digest, T>())];

    /// <summary>All values.</summary>
    public IEnumerable<KeyValuePair<Digest, T>> All => _tables.SelectMany(table => table);

    /// <summary>The value of a digest, a new one where it has none.</summary>
    public ref T At(Digest digest, out bool wasThere)
    {
        ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(TableOf(digest), digest, out wasThere);
        return ref value;
    }

    /// <summary>The value of a digest, if it has one.</summary>
    public bool TryGet(Digest digest, out T value) => TableOf(digest).TryGetValue(digest, out value);

    Dictionary<Digest, T> TableOf(Digest digest) => _tables[digest.High % NumTables];
}
