using Google.Protobuf;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Calls, loops and branches, and nodes that pass on what they get.</summary>
static class ControlFlow
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Identity", "output", call => call[0]),
        Operation.Of("StopGradient", "output", call => call[0]),
        Operation.ListOf("IdentityN", "output", node => node.Attr.GetValueOrDefault("T")?.List?.Type.Count ?? 0, call => [.. call.Inputs]),
        new("NoOp", [], _ => []),
        Operation.ListOf("PartitionedCall", "output", NumResults, Call),
        Operation.ListOf("StatefulPartitionedCall", "output", NumResults, Call),
        Operation.ListOf("If", "output", NumResults, If),
        Operation.ListOf("StatelessIf", "output", NumResults, If),
        Operation.ListOf("While", "output", node => node.Attr.GetValueOrDefault("T")?.List?.Type.Count ?? 0, While),
        Operation.ListOf("StatelessWhile", "output", node => node.Attr.GetValueOrDefault("T")?.List?.Type.Count ?? 0, While),
    ];

    static long NumResults(Protos.NodeDef node) => node.Attr.GetValueOrDefault("Tout")?.List?.Type.Count ?? 0;

    static RunValue[] Call(NodeCall call) => call.Run.Call(call.Node.Callees["f"], call.Inputs);

    static RunValue[] If(NodeCall call)
        => call.Run.Call(call.Node.Callees[IsTrue(call, call[0]) ? "then_branch" : "else_branch"], call.Inputs.AsSpan(1));

    static RunValue[] While(NodeCall call)
    {
        var (condition, body) = (call.Node.Callees["cond"], call.Node.Callees["body"]);
        if (condition.Results.Length != 1 || body.Results.Length != call.Inputs.Length)
            throw call.Fail($"its condition gives {condition.Results.Length} values and its body {body.Results.Length}; expected 1 and {call.Inputs.Length}");

        var values = call.Inputs;
        while (IsTrue(call, call.Run.Call(condition, values)[0]))
        {
            call.Run.Iterate();
            values = call.Run.Call(body, values);
        }

        return values;
    }

    // As TensorFlow has it: a number is true unless it is 0, a text unless it is empty, a tensor with axes if it has elements.
    static bool IsTrue(NodeCall call, RunValue value) => value switch
    {
        { Shape.Rank: > 0 } => value.Shape.Length > 0,
        GraphTensor<bool> x => x.Span[0],
        GraphTensor<int> x => x.Span[0] != 0,
        GraphTensor<long> x => x.Span[0] != 0,
        GraphTensor<float> x => x.Span[0] != 0,
        GraphTensor<double> x => x.Span[0] != 0,
        GraphTensor<ByteString> x => !x.Span[0].IsEmpty,
        _ => throw call.Fail($"its condition is a {value}; expected yes or no"),
    };
}
