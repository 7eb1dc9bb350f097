using System.IO.Compression;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Hdf5;
using Spam.Keras.Saving.KerasFiles;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Bench.Fuzz;

/// <summary>The files of the golden data with what reads them.</summary>
static class FuzzTargets
{
    /// <summary>All of them.</summary>
    /// <param name="root">The folder of the formats.</param>
    /// <param name="scratch">A folder for what has to be read from a disk.</param>
    public static IReadOnlyList<FuzzTarget> Of(string root, string scratch)
    {
        List<FuzzTarget> targets = [];
        foreach (var path in Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (name.StartsWith("hostile/", StringComparison.Ordinal))
                continue;

            if (Find(path, name, Path.Combine(scratch, $"{targets.Count}")) is { } target)
                targets.Add(target);
            if (name.EndsWith(".keras", StringComparison.Ordinal))
                targets.AddRange(((string[])[KerasArchive.Config, KerasArchive.Weights]).Select(entry => InsideZip(path, name, entry)));
        }

        return targets;
    }

    static FuzzTarget? Find(string path, string name, string scratch)
    {
        var file = Path.GetFileName(name);
        if (file.EndsWith(".keras", StringComparison.Ordinal))
            return New(".keras", bytes => _ = KerasModel.Read(bytes, name, compile: true));
        if (file.EndsWith("weights.h5", StringComparison.Ordinal))
            return New("weights alone", bytes => SetWeights(path, bytes, name));
        if (name.StartsWith("h5/", StringComparison.Ordinal) && file.EndsWith(".h5", StringComparison.Ordinal))
            return New("other HDF5", bytes => ReadAll(bytes, name));
        if (file.EndsWith(".h5", StringComparison.Ordinal))
            return New(".h5", bytes => _ = KerasModel.Read(bytes, name, compile: true));

        var folder = Path.GetDirectoryName(path)!; // a file is in a folder
        if (file == "saved_model.pb" && !File.Exists(Path.Combine(folder, "keras_metadata.pb")))
            return OnDisk("graph alone", folder, file, copy => _ = SavedModelGraph.Load(copy));
        if (file is "saved_model.pb" or "keras_metadata.pb" && File.Exists(Path.Combine(folder, "keras_metadata.pb")))
            return OnDisk("SavedModel", folder, file, copy => _ = SavedModel.Load(copy));
        if (file.StartsWith("variables.", StringComparison.Ordinal) && File.Exists(Path.Combine(folder, "..", "keras_metadata.pb")))
            return OnDisk("SavedModel", Path.GetDirectoryName(folder)!, Path.Combine("variables", file), copy => _ = SavedModel.Load(copy));
        if (file.EndsWith(".index", StringComparison.Ordinal) || file.Contains(".data-", StringComparison.Ordinal))
            return OnDisk("tensor bundle", folder, file, copy => ReadBundle(Path.Combine(copy, file[..file.LastIndexOf('.')])));
        return null;

        FuzzTarget New(string kind, Action<byte[]> load) => new(kind, name, File.ReadAllBytes(path), load);

        FuzzTarget OnDisk(string kind, string from, string damaged, Action<string> load) => New(kind, bytes =>
        {
            if (!Directory.Exists(scratch))
                Copy(from, scratch);
            File.WriteAllBytes(Path.Combine(scratch, damaged), bytes);
            load(scratch);
        });
    }

    // The zip's checksums stop nearly all damage to the file itself; here the damage is done before they are computed.
    static FuzzTarget InsideZip(string path, string name, string damaged)
    {
        var sound = new KerasArchive(File.ReadAllBytes(path), name);
        return new("inside .keras", $"{name}: {damaged}", sound.Bytes(damaged), bytes =>
        {
            using var stream = new MemoryStream();
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var entry in (string[])[KerasArchive.Metadata, KerasArchive.Config, KerasArchive.Weights])
                {
                    using var content = zip.CreateEntry(entry, CompressionLevel.NoCompression).Open();
                    content.Write(entry == damaged ? bytes : sound.Bytes(entry));
                }
            }

            _ = KerasModel.Read(stream.ToArray(), name, compile: true);
        });
    }

    static void SetWeights(string path, byte[] bytes, string name)
    {
        var beside = path.Replace(".weights.h5", ".keras", StringComparison.Ordinal);
        var model = KerasModel.Load(beside != path && File.Exists(beside) ? beside : Path.Combine(Path.GetDirectoryName(path)!, "model.keras"), compile: false);
        StoredWeights.Set(StoredWeights.Find(model, Hdf5File.Read(bytes, name)), name);
    }

    static void ReadAll(byte[] bytes, string name)
    {
        var visited = new HashSet<Hdf5Object>();
        Visit(Hdf5File.Read(bytes, name).Root);

        void Visit(Hdf5Object place)
        {
            if (!visited.Add(place))
                return;

            foreach (var attribute in place.AttributeNames)
                Read(place.Attribute(attribute)!);
            if (place is Hdf5Dataset dataset)
                Read(dataset.Read());
            if (place is Hdf5Group group)
            {
                foreach (var child in group.Names)
                {
                    if (group.Find(child) is { } found)
                        Visit(found);
                }
            }
        }

        static void Read(Hdf5Array array)
        {
            if (array.Type.IsNumber)
                _ = array.ToDoubles();
            else
                _ = array.ToTexts();
        }
    }

    static void ReadBundle(string prefix)
    {
        var bundle = new BundleReader(prefix);
        foreach (var key in bundle.Keys)
        {
            if (bundle.TypeOf(key) == Keras.Saving.Protos.DataType.DtString)
                _ = bundle.ReadText(key);
            else
                _ = bundle.ReadTensor(key);
        }
    }

    static void Copy(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
