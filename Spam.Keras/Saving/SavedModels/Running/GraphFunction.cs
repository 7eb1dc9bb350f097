namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A function that is ready to run. Its arguments take the first places of its frame.</summary>
/// <param name="Name">The function's name; empty for a part of the main graph.</param>
/// <param name="NumArguments">How many arguments it takes.</param>
/// <param name="NumPlaces">How many values its frame holds.</param>
/// <param name="Nodes">In an order in which each comes after what it reads.</param>
/// <param name="Results">The places of its results.</param>
sealed record GraphFunction(string Name, int NumArguments, int NumPlaces, GraphNode[] Nodes, int[] Results)
{
    /// <summary>The operation that makes a result, followed through calls and nodes that only pass on; null where it is an argument as it came.</summary>
    public string? OperationBehind(int result)
    {
        var place = Results[result];
        for (var i = Nodes.Length - 1; i >= 0; i--) // what a node reads was made before it
        {
            var node = Nodes[i];
            var output = place - node.FirstOutput;
            if (output < 0 || output >= node.NumOutputs)
                continue;
            if (node.Operation.Name is "Identity" or "StopGradient" && node.Inputs.Length == 1)
                place = node.Inputs[0];
            else
                return node.Callees.TryGetValue("f", out var callee) && output < callee.Results.Length ? callee.OperationBehind(output) : node.Operation.Name;
        }

        return null;
    }
}
