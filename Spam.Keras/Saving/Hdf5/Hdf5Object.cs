namespace Spam.Keras.Saving.Hdf5;

/// <summary>A group or a dataset: what may have attributes.</summary>
abstract class Hdf5Object(Hdf5File file, ObjectHeader header)
{
    Dictionary<string, (ulong Address, ulong Size)>? _attributes;

    /// <summary>The names of the attributes, in the file's order.</summary>
    public IReadOnlyCollection<string> AttributeNames => Places.Keys;

    /// <summary>The file.</summary>
    protected Hdf5File File => file;

    /// <summary>What is said of it.</summary>
    protected ObjectHeader Header => header;

    Dictionary<string, (ulong Address, ulong Size)> Places => _attributes ??= AttributeReader.Places(file.Bytes, header);

    /// <summary>An attribute's value, or null where there is none of that name.</summary>
    /// <exception cref="KerasException">It is damaged, or of a type that is not read.</exception>
    public Hdf5Array? Attribute(string name)
        => Places.TryGetValue(name, out var place) ? AttributeReader.Read(file, place.Address, place.Size).Value : null;
}
