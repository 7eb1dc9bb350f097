using Spam.Keras.Saving.SavedModels.Running.Operations;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>The operations that graphs are run with, by TensorFlow's names.</summary>
static class OperationTable
{
    static readonly Dictionary<string, Operation> _operations = new Operation[][]
    {
        Arithmetic.All, Comparisons.All, Constants.All, ControlFlow.All, Convolutions.All, EinsumOperation.All, Elements.All, Functions.All,
        Gathering.All, Joining.All, Normalizations.All, Padding.All, Pooling.All, Products.All, Ranges.All, Reductions.All, Reversing.All,
        Selection.All, Shapes.All, Slicing.All, Splitting.All, TensorLists.All, Variables.All,
    }.SelectMany(operations => operations).ToDictionary(operation => operation.Name);

    // TensorFlow's definitions have these too; a graph that answers questions has no business with them.
    static readonly Dictionary<string, string> _refused = new()
    {
        ["SaveV2"] = "it writes files, which a graph may not do here",
        ["MergeV2Checkpoints"] = "it writes files, which a graph may not do here",
        ["ShardedFilename"] = "it names files to write, which a graph may not do here",
        ["RandomUniform"] = "it draws random numbers, and what is run here always gives the same answer",
        ["PyFunc"] = "it calls Python code, which is never run",
        ["EagerPyFunc"] = "it calls Python code, which is never run",
    };

    /// <summary>The names of all operations, sorted.</summary>
    public static IEnumerable<string> Names => _operations.Keys.Order(StringComparer.Ordinal);

    /// <summary>The operation of that name, or null where it is not known.</summary>
    public static Operation? Find(string name) => _operations.GetValueOrDefault(name);

    /// <summary>Why <see cref="Find"/> knows no operation of that name.</summary>
    public static string Reason(string name)
        => _refused.GetValueOrDefault(name) ?? "the operation is not one that is known here; serve this model with TensorFlow, or save it without the layer that needs it";

    /// <summary>The attributes of an operation that name functions which take its inputs.</summary>
    public static string[] CalleesOf(string name) => name switch
    {
        "PartitionedCall" or "StatefulPartitionedCall" => ["f"],
        "While" or "StatelessWhile" => ["cond", "body"],
        "If" or "StatelessIf" => ["then_branch", "else_branch"],
        _ => [],
    };
}
