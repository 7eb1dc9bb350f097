using Spam.Keras.Models;

namespace Spam.Keras.Saving.Inspection;

/// <summary>What was found so far. The first thing that is wrong is kept as the problem, and the search goes on.</summary>
sealed class Findings
{
    Model? _model;

    /// <summary>What is said of the programs that wrote it.</summary>
    public OrderedDictionary<string, string> WrittenBy { get; } = [];

    /// <summary>The tensors.</summary>
    public List<SavedTensor> Tensors { get; } = [];

    /// <summary>What a graph can be asked.</summary>
    public List<GraphSignature> Signatures { get; } = [];

    /// <summary>The checksums.</summary>
    public List<SavedCheck> Checks { get; } = [];

    /// <summary>Whether there is what an optimizer kept; null while that is not known.</summary>
    public bool? HasOptimizerState { get; set; }

    /// <summary>The first thing that is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Does a part of the search.</summary>
    /// <returns>Null, or what is wrong with that part.</returns>
    public string? Try(Action search)
    {
        try
        {
            search();
            return null;
        }
        catch (Exception error) when (error is KerasException or IOException or UnauthorizedAccessException)
        {
            Problem ??= error.Message;
            return error.Message;
        }
    }

    /// <summary>Loads a model, and where it loads only without compiling, that with the problem.</summary>
    /// <param name="load">Loads it, compiled or not.</param>
    public void Load(Func<bool, Model> load)
    {
        if (Try(() => _model = load(true)) is null)
            return;

        try
        {
            _model = load(false);
        }
        catch (Exception error) when (error is KerasException or IOException or UnauthorizedAccessException)
        {
            // said already
        }
    }

    /// <summary>All that was found.</summary>
    public SavedContent ToContent(SavedPlace place) => new(place.Path, place.Form)
    {
        Size = SizeOf(place),
        WrittenBy = WrittenBy,
        ModelName = _model?.Name,
        ModelClass = _model?.ClassName,
        Layers = _model is { } model
            ? [.. model.Layers.Select(layer => new SavedLayer(layer.Name, layer.ClassName, LayerConnections.OutputShape(model, layer, ", "), Count(layer.Parameters)))]
            : [],
        NumParameters = Count(_model?.Parameters ?? []),
        NumTrainableParameters = Count(_model?.TrainableParameters ?? []),
        Optimizer = _model?.Optimizer?.ClassName,
        HasOptimizerState = HasOptimizerState,
        Tensors = Tensors,
        Signatures = Signatures,
        Checks = Checks,
        Problem = Problem,
    };

    static long Count(IReadOnlyList<Layers.Parameter> parameters) => parameters.Sum(parameter => (long)parameter.Value.Length);

    static long SizeOf(SavedPlace place)
    {
        var files = place.Form switch
        {
            SavedForm.SavedModel => Directory.GetFiles(place.Path, "*", SearchOption.AllDirectories),
            SavedForm.Checkpoint => Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(place.Path)) ?? ".", $"{Path.GetFileName(place.Path)}.*"),
            _ => [place.Path],
        };
        return files.Sum(file => new FileInfo(file).Length);
    }
}
