using Spam.Keras.Saving.SavedModels;
using Spam.Keras.Saving.SavedModels.Running;

namespace Spam.Keras.Saving;

/// <summary>
/// The graph of a SavedModel folder, run as TensorFlow would run it: for models that cannot become layers, as what Keras 3's <c>export()</c> writes.
/// It predicts and does not learn. Any number of threads may ask it at once.
/// </summary>
/// <remarks>
/// Each run begins with the saved variables; what a graph assigns to them is forgotten when the run ends. Graphs that are not float32 are converted
/// from and to it at their ends.
/// </remarks>
public sealed class SavedModelGraph
{
    readonly IReadOnlyDictionary<string, GraphEntry> _entries;
    readonly IReadOnlyDictionary<string, RunValue> _variables;
    readonly GraphLimits _limits;
    readonly string _file;

    SavedModelGraph(string file, GraphLimits limits, IReadOnlyDictionary<string, GraphEntry> entries, IReadOnlyDictionary<string, RunValue> variables)
    {
        (_file, _limits, _entries, _variables) = (file, limits, entries, variables);
        Signatures = entries.ToDictionary(entry => entry.Key, entry => entry.Value.Signature);
    }

    /// <summary>What it can be asked, by name.</summary>
    public IReadOnlyDictionary<string, GraphSignature> Signatures { get; }

    /// <summary>Whether a path is a SavedModel folder with a graph alone, without Keras's configs, so that no layers can be made of it.</summary>
    public static bool IsGraphAlone(string path)
        => File.Exists(Path.Combine(path, SavedModelWriter.GraphFile)) && !File.Exists(Path.Combine(path, KerasMetadata.FileName));

    /// <summary>Loads the graph of a folder and its variables, and checks that all that it needs is known.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="limits">What one run may take; null for the defaults.</param>
    /// <exception cref="KerasException">
    /// A file is missing or damaged, or the graph has an operation that is not known; the message names the operation and its node.
    /// </exception>
    public static SavedModelGraph Load(string path, GraphLimits? limits = null)
    {
        var (file, entries, variables) = GraphLoader.Load(path);
        return new(file, limits ?? new(), entries, variables);
    }

    /// <summary>The only output of a signature with one input and one output: of <c>serving_default</c>, or of the only one that there is.</summary>
    /// <param name="inputs">What the signature takes.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="KerasException">The inputs do not fit, or the graph cannot be run with them; the message names the node.</exception>
    public Tensor Predict(Tensor inputs, CancellationToken cancellation = default)
    {
        var signature = Signatures.GetValueOrDefault(GraphSignature.Default) ?? Signatures.Values.First(); // loading made sure of one
        if (signature.Inputs.Count != 1 || signature.Outputs.Count != 1)
        {
            throw new KerasException(
                $"{_file}: the signature '{signature.Name}' takes {Listed(signature.Inputs.Keys)} and gives {Listed(signature.Outputs.Keys)}; call Run with names.");
        }

        return Run(new Dictionary<string, Tensor> { [signature.Inputs.Keys.First()] = inputs }, signature.Name, cancellation).Values.First();
    }

    /// <summary>Runs the graph behind a signature.</summary>
    /// <param name="inputs">All that the signature takes, by name. Ids of words ride as float32 and are converted to the type that the graph takes.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>All that the signature gives, by name.</returns>
    /// <exception cref="KerasException">The inputs do not fit, or the graph cannot be run with them; the message names the node.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, string signature = GraphSignature.Default, CancellationToken cancellation = default)
    {
        if (!_entries.TryGetValue(signature, out var entry))
            throw new KerasException($"{_file} has no signature {FileText.Show(signature)}; it has {Listed(_entries.Keys)}.");

        var arguments = entry.Arguments(inputs, _file);
        var results = new GraphRun(_file, _limits, _variables, cancellation).Call(entry.Function, arguments);
        return entry.Results(results, _file);
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names.Take(20).Select(FileText.Show));
}
