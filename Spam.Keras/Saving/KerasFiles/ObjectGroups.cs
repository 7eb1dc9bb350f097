using Spam.Keras.Models;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Weights as <c>.weights.h5</c> and <c>.keras</c> files have them: a tree of objects, each with a group <c>vars</c> of numbered weights.</summary>
/// <remarks>Source: Keras 2.15, keras/src/saving/saving_lib.py; Keras 3, keras/src/saving/saving_lib.py.</remarks>
static class ObjectGroups
{
    const string Vars = "vars";

    /// <summary>Where the weights of a model are.</summary>
    /// <exception cref="KerasException">The file has not those of such a model.</exception>
    public static IReadOnlyList<StoredWeight> Find(Network model, Hdf5Group root, string source)
    {
        List<StoredWeight> weights = [];
        var objects2 = SavedObjects.Of(model, Dialect.Keras2).Where(saved => saved.Parameters.Count > 0);
        var objects3 = SavedObjects.Of(model, Dialect.Keras3).Where(saved => saved.Parameters.Count > 0);
        foreach (var (saved, other) in objects2.Zip(objects3))
        {
            var path = root.Group($"{other.Path}/{Vars}") is null ? saved.Path : other.Path;
            var vars = root.Group($"{path}/{Vars}")
                ?? throw new KerasException($"{source}: the group {FileText.Show($"{path}/{Vars}")} is missing; the weights of '{saved.Name}' should be there. The file is of another model.");
            if (vars.Names.Count != saved.Parameters.Count)
            {
                throw new KerasException(
                    $"{source}: the group {FileText.Show($"{path}/{Vars}")} has {vars.Names.Count} weights, but '{saved.Name}' has {saved.Parameters.Count}. They do not belong together.");
            }

            for (var i = 0; i < saved.Parameters.Count; i++)
                weights.Add(new(saved.Parameters[i], $"{path}/{Vars}/{i}", Numbered(vars, i, path, source)));
        }

        return weights;
    }

    /// <summary>Adds the weights of a model.</summary>
    public static void Write(Network model, GroupContent root, Dialect dialect, bool hasNames)
    {
        foreach (var saved in SavedObjects.Of(model, dialect))
        {
            var vars = root.Group($"{saved.Path}/{Vars}");
            if (hasNames && saved.Name.Length > 0)
                vars.AddText("name", saved.Name);
            for (var i = 0; i < saved.Parameters.Count; i++)
                vars.Add($"{i}", new(saved.Parameters[i].Value));
        }
    }

    /// <summary>A numbered dataset.</summary>
    /// <exception cref="KerasException">It is missing.</exception>
    public static Hdf5Dataset Numbered(Hdf5Group vars, int number, string path, string source)
        => vars.Dataset($"{number}") ?? throw new KerasException($"{source}: {FileText.Show($"{path}/{Vars}")} has no {number}, although it has {vars.Names.Count} entries.");
}
