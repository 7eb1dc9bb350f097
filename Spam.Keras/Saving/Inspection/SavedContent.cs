namespace Spam.Keras.Saving.Inspection;

/// <summary>What is in a saved model or its weights, as far as it can be told, also where it does not load.</summary>
/// <param name="Path">The file, the folder, or the prefix of a checkpoint.</param>
/// <param name="Form">In which form it is.</param>
public sealed record SavedContent(string Path, SavedForm Form)
{
    /// <summary>Bytes of all its files.</summary>
    public long Size { get; init; }

    /// <summary>What it says of the programs that wrote it: Keras, TensorFlow, the date. Empty where the form has no place for that.</summary>
    public IReadOnlyDictionary<string, string> WrittenBy { get; init; } = new Dictionary<string, string>();

    /// <summary>The model's name; null where no model could be made.</summary>
    public string? ModelName { get; init; }

    /// <summary>The model's class; null where no model could be made.</summary>
    public string? ModelClass { get; init; }

    /// <summary>The model's layers; none where no model could be made.</summary>
    public IReadOnlyList<SavedLayer> Layers { get; init; } = [];

    /// <summary>How many numbers the model's weights are.</summary>
    public long NumParameters { get; init; }

    /// <summary>How many of them training moves.</summary>
    public long NumTrainableParameters { get; init; }

    /// <summary>What the model was compiled with, as its optimizer's class; null where it was not, or nothing says so.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Whether there is what an optimizer kept; null where that cannot be told.</summary>
    public bool? HasOptimizerState { get; init; }

    /// <summary>The tensors in the files, those of the optimizer too.</summary>
    public IReadOnlyList<SavedTensor> Tensors { get; init; } = [];

    /// <summary>What a saved graph can be asked.</summary>
    public IReadOnlyList<GraphSignature> Signatures { get; init; } = [];

    /// <summary>Checksums. Empty where the form has none.</summary>
    public IReadOnlyList<SavedCheck> Checks { get; init; } = [];

    /// <summary>Why it does not load; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Looks into what is at a path.</summary>
    /// <param name="path">A file or folder of a <see cref="SavedForm"/>, a file of such a folder, or the prefix of a checkpoint.</param>
    /// <exception cref="KerasException">There is nothing, or nothing of a known form.</exception>
    public static SavedContent Of(string path)
    {
        var place = SavedPlace.Find(path) ?? throw new KerasException(
            $"{path} {(System.IO.Path.Exists(path) ? "has none of the known forms" : "is not there")}: a SavedModel folder, a .keras, .h5 or .weights.h5 file, or the prefix of a TensorFlow checkpoint.");
        var findings = new Findings();
        findings.Try(() => Read(place, findings));
        return findings.ToContent(place);
    }

    static void Read(SavedPlace place, Findings findings)
    {
        switch (place.Form)
        {
            case SavedForm.SavedModel:
                SavedModelFindings.Read(place.Path, findings);
                break;
            case SavedForm.Checkpoint:
                BundleFindings.Read(place.Path, findings);
                break;
            case SavedForm.Keras:
                KerasFileFindings.Read(place.Path, findings);
                break;
            default:
                Hdf5Findings.Read(place, findings);
                break;
        }
    }
}
