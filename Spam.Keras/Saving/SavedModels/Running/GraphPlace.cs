using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>Where in a file something is, for messages.</summary>
/// <param name="File">The file.</param>
/// <param name="Function">The function; empty in the main graph.</param>
/// <param name="Node">The node; null for the function as a whole.</param>
readonly record struct GraphPlace(string File, string Function, NodeDef? Node)
{
    /// <summary>What is wrong, and where.</summary>
    public KerasException Fail(string reason)
    {
        var function = Function.Length == 0 ? "the graph" : $"the function {FileText.Show(Function)}";
        return new(Node is null
            ? $"{File}: {function} cannot be run: {reason}."
            : $"{File}: the node {FileText.Show(Node.Name)} ({FileText.Show(Node.Op)}) of {function} cannot be run: {reason}.");
    }
}
