using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>A group that is to be written: attributes, and groups and datasets by name.</summary>
sealed class GroupContent
{
    /// <summary>What attributes of one name may take in bytes; longer lists are split, and Keras reads the parts.</summary>
    const int MaxListBytes = 64_512;

    readonly List<(string Name, object Value)> _attributes = [];
    readonly SortedDictionary<string, object> _children = new(new ByBytes());

    /// <summary>The attributes: texts (<see cref="string"/>) and lists of texts (arrays), in order.</summary>
    public IReadOnlyList<(string Name, object Value)> Attributes => _attributes;

    /// <summary>The groups (<see cref="GroupContent"/>) and datasets (<see cref="DatasetContent"/>), in the order of their names' bytes.</summary>
    public IReadOnlyDictionary<string, object> Children => _children;

    /// <summary>Adds a text.</summary>
    public void AddText(string name, string value) => _attributes.Add((name, value));

    /// <summary>Adds a list of texts; one that is too long for an attribute is split into <c>name0</c>, <c>name1</c>, ..., as Keras does.</summary>
    /// <exception cref="KerasException">A single text is too long.</exception>
    public void AddTexts(string name, IReadOnlyList<string> values)
    {
        var width = values.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(1).Max();
        if (width > MaxListBytes)
            throw new KerasException($"A name for the list {name} has {width} bytes; names in .h5 files have at most {MaxListBytes}. Give layers shorter names.");

        var numParts = 1;
        while ((values.Count + numParts - 1) / numParts * width > MaxListBytes)
            numParts++;
        if (numParts == 1)
        {
            _attributes.Add((name, values.ToArray()));
            return;
        }

        // The first parts have one more where the number does not go up.
        for (var (part, start) = (0, 0); part < numParts; part++)
        {
            var count = (values.Count / numParts) + (part < values.Count % numParts ? 1 : 0);
            _attributes.Add(($"{name}{part}", values.Skip(start).Take(count).ToArray()));
            start += count;
        }
    }

    /// <summary>The group at a path from here; it is made, with those on the way, where it is absent.</summary>
    /// <exception cref="KerasException">A dataset has the name of a group on the way.</exception>
    public GroupContent Group(string path)
    {
        var group = this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!group._children.TryGetValue(name, out var child))
                group._children[name] = child = new GroupContent();
            group = child as GroupContent ?? throw new KerasException($"A weight and a group would both be {path} in the file. Give the layers other names.");
        }

        return group;
    }

    /// <summary>Adds a dataset at a path from here.</summary>
    /// <exception cref="KerasException">There is something of that name.</exception>
    public void Add(string path, DatasetContent dataset)
    {
        var slash = path.LastIndexOf('/');
        var group = slash < 0 ? this : Group(path[..slash]);
        if (!group._children.TryAdd(path[(slash + 1)..], dataset))
            throw new KerasException($"Two weights would both be {path} in the file. Give the layers other names.");
    }

    sealed class ByBytes : IComparer<string>
    {
        public int Compare(string? x, string? y)
            => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
    }
}
