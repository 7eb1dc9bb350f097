namespace Spam.Keras.Saving.Hdf5;

/// <summary>A group: named links to other groups and datasets.</summary>
sealed class Hdf5Group(Hdf5File file, ObjectHeader header) : Hdf5Object(file, header)
{
    Dictionary<string, Hdf5Link>? _links;

    /// <summary>The names in the group, in the file's order.</summary>
    public IReadOnlyCollection<string> Names => Links.Keys;

    Dictionary<string, Hdf5Link> Links
    {
        get
        {
            if (_links is null)
            {
                _links = new(StringComparer.Ordinal);
                foreach (var link in GroupLinks.Read(File.Bytes, Header))
                    _links[link.Name] = link;
            }

            return _links;
        }
    }

    /// <summary>What stands at a path from here; null where nothing does.</summary>
    /// <param name="path">Names with slashes between them.</param>
    /// <exception cref="KerasException">The path leads into another file, in a circle, or to what is damaged.</exception>
    public Hdf5Object? Find(string path) => Find(path, depth: 0);

    /// <summary>The group at a path from here; null where none is.</summary>
    public Hdf5Group? Group(string path) => Find(path) as Hdf5Group;

    /// <summary>The dataset at a path from here; null where none is.</summary>
    public Hdf5Dataset? Dataset(string path) => Find(path) as Hdf5Dataset;

    internal Hdf5Object? Find(string path, int depth)
    {
        Hdf5Object? place = this;
        HashSet<Hdf5Object> passed = [this, File.Root];
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "."))
        {
            if (place is not Hdf5Group group || !group.Links.TryGetValue(name, out var link))
                return null;

            place = File.Follow(group, link, depth);
            if (place is not null && link.Path is null && !passed.Add(place))
                throw new KerasException($"{File.Source}: {FileText.Show(path)} leads in a circle: {FileText.Show(name)} is a group that it is in itself.");
        }

        return place;
    }
}
