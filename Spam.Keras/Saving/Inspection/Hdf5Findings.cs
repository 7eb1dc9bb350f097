using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.Inspection;

/// <summary>Looks into HDF5 files: whole models and weights alone.</summary>
static class Hdf5Findings
{
    const int MaxTensors = 100_000, MaxDepth = 32;

    /// <summary>Finds versions, weights and layers.</summary>
    public static void Read(SavedPlace place, Findings findings)
    {
        var bytes = FileBytes.Read(place.Path);
        if (place.Form == SavedForm.H5)
            findings.Load(compile => KerasModel.Read(bytes, place.Path, compile));
        else if (bytes.Length == 0)
            throw new KerasException($"{place.Path} is empty.");
        if (bytes.Length == 0)
            return;

        var file = default(Hdf5File);
        findings.Try(() => file = Hdf5File.Read(bytes, place.Path));
        if (file is null)
            return;

        findings.Try(() => ReadVersion(file.Root, findings));
        findings.Try(() => ReadTensors(file, findings, areChecked: place.Form != SavedForm.H5));
        if (place.Form == SavedForm.Weights && findings.Tensors.Count == 0)
            findings.Try(() => throw new KerasException($"{place.Path} holds no weights of Keras's."));
    }

    /// <summary>Finds the tensors, and tells those of an optimizer.</summary>
    /// <param name="file">The file.</param>
    /// <param name="findings">What was found so far.</param>
    /// <param name="areChecked">Whether the numbers are read too, as nothing else reads them.</param>
    public static void ReadTensors(Hdf5File file, Findings findings, bool areChecked)
    {
        findings.HasOptimizerState = IsFilled(file.Root, "optimizer_weights") || IsFilled(file.Root, "optimizer/vars");
        AddTensors(file, file.Root, "", findings, areChecked, [], depth: 0);
    }

    static bool IsFilled(Hdf5Group root, string path) => root.Group(path) is { Names.Count: > 0 };

    static void ReadVersion(Hdf5Group root, Findings findings)
    {
        foreach (var (attribute, name) in ((string, string)[])[("keras_version", "Keras"), ("backend", "backend")])
        {
            if (root.Attribute(attribute) is { } value)
                findings.WrittenBy[name] = value.ToText();
        }
    }

    static void AddTensors(Hdf5File file, Hdf5Group group, string path, Findings findings, bool areChecked, HashSet<Hdf5Object> visited, int depth)
    {
        if (!visited.Add(group) || depth > MaxDepth)
            return; // a circle, or no model's

        foreach (var name in group.Names)
        {
            if (findings.Tensors.Count >= MaxTensors)
                throw new KerasException($"{file.Source} has more than {MaxTensors} tensors, which no model has.");

            findings.Try(() =>
            {
                var inner = group.Find(name);
                if (inner is Hdf5Group below)
                    AddTensors(file, below, $"{path}{name}/", findings, areChecked, visited, depth + 1);
                else if (inner is Hdf5Dataset dataset)
                    Add(file, dataset, $"{path}{name}", findings, areChecked);
            });
        }
    }

    static void Add(Hdf5File file, Hdf5Dataset dataset, string path, Findings findings, bool areChecked)
    {
        if (dataset.Space.Sizes.Any(size => size > int.MaxValue))
            throw new KerasException($"{file.Source}: {FileText.Show(path)} has the sizes {dataset.Space}, which no tensor has.");

        findings.Tensors.Add(new(path, TypeOf(dataset.Type), new([.. dataset.Space.Sizes.Select(size => (int)size)])));
        if (areChecked)
            _ = dataset.Read();
    }

    static string TypeOf(Hdf5Type type) => type.Class switch
    {
        Hdf5Class.Real => $"float{8 * type.Size}",
        Hdf5Class.Whole => $"{(type.IsSigned ? "" : "u")}int{8 * type.Size}",
        Hdf5Class.Enumeration => "bool",
        _ => "string",
    };
}
