using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class VariablesTests
{
    [Fact]
    public void A_variable_is_read_assigned_and_read_again_and_the_next_run_begins_anew()
    {
        var graph = new GraphDef();
        graph.Node.Add(Node("v", "VarHandleOp", [], ("shared_name", Of("w"))));
        graph.Node.Add(Node("same", "VarHandleOp", [], ("shared_name", Of("w"))));
        graph.Node.Add(Node("before", "ReadVariableOp", ["v"]));
        graph.Node.Add(Node("twice", "AddV2", ["before", "before"]));
        graph.Node.Add(Node("assign", "AssignVariableOp", ["same", "twice"]));
        graph.Node.Add(Node("after", "ReadVariableOp", ["v", "^assign"]));
        graph.Node.Add(Node("rows", "ResourceGather", ["v", "x", "^assign"]));
        graph.Node.Add(Node("there", "VarIsInitializedOp", ["v"]));
        graph.Node.Add(Node("other", "VarHandleOp", []));
        graph.Node.Add(Node("absent", "VarIsInitializedOp", ["other"]));
        graph.Node.Add(Node("x", "Placeholder", []));
        var function = new GraphCompiler(graph, "graph.pb").MainGraph(["x:0"], ["before", "after:0", "rows", "there", "absent"]);
        var variables = new Dictionary<string, RunValue> { ["/w"] = Floats([2], 1, 2) };

        for (var run = 0; run < 2; run++)
        {
            var outputs = new GraphRun("graph.pb", new(), variables, CancellationToken.None).Call(function, [List(1)]);

            Same(Floats([2], 1, 2), outputs[0]);
            Same(Floats([2], 2, 4), outputs[1]);
            Same(Floats([1], 4), outputs[2]);
            Same(Flags([], true), outputs[3]);
            Same(Flags([], false), outputs[4]);
        }
    }

    [Fact]
    public void A_variable_without_a_value_is_named()
        => Assert.Contains("the variable 'w' has no value", Refused("ReadVariableOp", [new VariableHandle("w")]), StringComparison.Ordinal);

    [Fact]
    public void Files_are_read_while_a_model_is_loaded_only()
        => Assert.Contains(
            "it reads files, which only the loading of a model does",
            Refused("RestoreV2", [Texts([], "/etc/x"), Texts([1], "a"), Texts([1], "")], ("dtypes", Of(new[] { DataType.DtFloat }))), StringComparison.Ordinal);
}
