using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>What an optimizer keeps of the weights, in files: the number of steps, in Keras 3 the rate, then the numbers in the order of <see cref="Optimizer.Variables(IReadOnlyList{Layers.Parameter})"/>.</summary>
static class OptimizerState
{
    const string Group = "optimizer/vars", H5Group = "optimizer_weights", H5Names = "weight_names";

    /// <summary>Reads the state from a <c>.keras</c> file's tree of objects, where it is there.</summary>
    public static void Read(Model model, Hdf5File file, Dialect dialect)
    {
        if (file.Root.Group(Group) is { Names.Count: > 0 } vars)
            Set(model, [.. Enumerable.Range(0, vars.Names.Count).Select(i => ($"{Group}/{i}", ObjectGroups.Numbered(vars, i, "optimizer", file.Source)))], file.Source, dialect);
    }

    /// <summary>Reads the state from an <c>.h5</c> file, where it is there.</summary>
    public static void ReadH5(Model model, Hdf5File file, Dialect dialect)
    {
        if (file.Root.Group(H5Group) is not { } group)
            return;

        List<(string, Hdf5Dataset)> stored = [];
        foreach (var name in LayerGroups.ReadNames(group, H5Names, $"{file.Source}: {H5Group}"))
        {
            stored.Add((
                $"{H5Group}/{name}",
                group.Dataset(name) ?? throw new KerasException($"{file.Source}: {H5Group} lists {FileText.Show(name)}, but it is missing.")));
        }

        if (stored.Count > 0)
            Set(model, stored, file.Source, dialect);
    }

    /// <summary>Adds the state to a <c>.keras</c> file's tree of objects.</summary>
    public static void Write(Model model, GroupContent root, Dialect dialect)
    {
        var vars = root.Group(Group);
        if (dialect == Dialect.Keras3)
            vars.AddText("name", model.Optimizer!.Name); // only of a compiled model
        var number = 0;
        foreach (var (_, value) in State(model, dialect))
            vars.Add($"{number++}", value);
    }

    /// <summary>Adds the state to an <c>.h5</c> file, as Keras 2 has it.</summary>
    public static void WriteH5(Model model, GroupContent root)
    {
        var group = root.Group(H5Group);
        var state = State(model, Dialect.Keras2).ToList();
        group.AddTexts(H5Names, [.. state.Select(entry => entry.Name)]);
        foreach (var (name, value) in state)
            group.Add(name, value);
    }

    static IEnumerable<(string Name, DatasetContent Value)> State(Model model, Dialect dialect)
    {
        var optimizer = model.Optimizer!; // only of a compiled model
        yield return ("iteration:0", new(optimizer.Iterations));
        if (dialect == Dialect.Keras3)
            yield return ("learning_rate", new(optimizer.LearningRate));

        var names = NamesOf(model);
        foreach (var variable in optimizer.Variables(model.TrainableParameters))
            yield return ($"{optimizer.ClassName}/{variable.Name}/{names[variable.Parameter]}", new(variable.Value));
    }

    static Dictionary<Layers.Parameter, string> NamesOf(Model model)
    {
        var names = new Dictionary<Layers.Parameter, string>();
        foreach (var layer in model.Layers)
        {
            foreach (var (parameter, name) in LayerGroups.InOrder(layer).Zip(LayerGroups.Names(model, layer, Dialect.Keras2)))
                names.TryAdd(parameter, name);
        }

        // Two models in the model may have layers of the same names.
        foreach (var same in names.GroupBy(entry => entry.Value).Where(same => same.Count() > 1).SelectMany(same => same.Skip(1).Select((entry, place) => (entry.Key, Number: place + 1))).ToList())
            names[same.Key] = $"{same.Number}/{names[same.Key]}";
        return names;
    }

    static void Set(Model model, List<(string Path, Hdf5Dataset Dataset)> stored, string source, Dialect dialect)
    {
        var optimizer = model.Optimizer!; // only of a compiled model
        var numBefore = dialect == Dialect.Keras3 ? 2 : 1;
        if (stored.Count < numBefore)
            throw new KerasException($"{source}: the optimizer's state has {stored.Count} entries; {numBefore} come before those of the weights.");

        optimizer.Iterations = (long)Math.Clamp(Single(stored[0], source), -1, long.MaxValue / 2);
        if (dialect == Dialect.Keras3 && optimizer.Schedule is null)
            optimizer.LearningRate = (float)Single(stored[1], source);
        if (stored.Count == numBefore)
            return; // it has not moved a weight yet

        var variables = optimizer.Variables(model.TrainableParameters);
        if (stored.Count - numBefore != variables.Count)
        {
            throw new KerasException(
                $"{source}: the optimizer's state has numbers for {stored.Count - numBefore} variables, but {optimizer} keeps {variables.Count} of the model's weights. " +
                "Load the model without compiling it (compile: false), and compile it anew.");
        }

        for (var i = 0; i < variables.Count; i++)
        {
            var (path, dataset) = stored[i + numBefore];
            var values = new StoredWeight(variables[i].Parameter, path, dataset).Read(source);
            if (!values.Shape.Equals(variables[i].Value.Shape))
            {
                throw new KerasException(
                    $"{source}: {FileText.Show(path)} has the shape {values.Shape}, but the optimizer's {variables[i].Name} of {variables[i].Parameter.Name} has {variables[i].Value.Shape}. " +
                    "Load the model without compiling it (compile: false), and compile it anew.");
            }

            values.Span.CopyTo(variables[i].Value.Span);
        }
    }

    static double Single((string Path, Hdf5Dataset Dataset) stored, string source)
        => stored.Dataset.Type.IsNumber && stored.Dataset.Read().ToDoubles() is [var number] && double.IsFinite(number)
            ? number
            : throw new KerasException($"{source}: {FileText.Show(stored.Path)} is no single number, as the optimizer's steps and rate are.");
}
