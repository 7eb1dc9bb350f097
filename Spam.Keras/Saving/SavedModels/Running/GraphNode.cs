using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A node that is ready to run: its operation is known, and its inputs and outputs are places in its function's frame.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Function">The name of the function that it is in; empty in the main graph.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Attributes">What the operation needs to know.</param>
/// <param name="Inputs">The places of its inputs.</param>
/// <param name="FirstOutput">The place of its first output; the others follow.</param>
/// <param name="NumOutputs">How many outputs it has.</param>
/// <param name="Callees">The functions that its attributes name.</param>
sealed record GraphNode(
    string Name, string Function, Operation Operation, MapField<string, AttrValue> Attributes,
    int[] Inputs, int FirstOutput, int NumOutputs, IReadOnlyDictionary<string, GraphFunction> Callees)
{
    /// <summary>The value of a constant, where it was made at loading.</summary>
    public RunValue? Constant { get; init; }

    /// <summary>The places that nothing reads after this node.</summary>
    public int[] Released { get; set; } = [];

    /// <inheritdoc/>
    public override string ToString()
        => $"node {FileText.Show(Name)} ({FileText.Show(Operation.Name)}){(Function.Length == 0 ? "" : $" of the function {FileText.Show(Function)}")}";
}
