using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ControlFlowTests
{
    static readonly (string, AttrValue) _types = ("T", Of(DataType.DtInt32, DataType.DtInt32));

    [Fact]
    public void Values_are_passed_on()
    {
        Gives(List(1, 2), "Identity", [List(1, 2)]);
        Gives(List(1, 2), "StopGradient", [List(1, 2)]);
        Same(Int(2), Run("IdentityN", [Int(1), Int(2)], ("T", Of(DataType.DtInt32, DataType.DtInt32)))[1]);
        Assert.Empty(Run("NoOp", []));
    }

    [Theory, InlineData("PartitionedCall"), InlineData("StatefulPartitionedCall")]
    public void A_function_is_called(string operation)
    {
        var outputs = Run(Library(), operation, [Int(5), Int(3)], [("f", Callee("step")), ("Tout", Of(DataType.DtInt32, DataType.DtInt32))]);

        Same(Int(6), outputs[0]);
        Same(Int(3), outputs[1]);
    }

    [Theory, InlineData("If"), InlineData("StatelessIf")]
    public void One_branch_is_run(string operation)
    {
        (string, AttrValue)[] attributes = [("then_branch", Callee("step")), ("else_branch", Callee("same")), ("Tout", Of(DataType.DtInt32, DataType.DtInt32))];

        Same(Int(6), Run(Library(), operation, [Flags([], true), Int(5), Int(3)], attributes)[0]);
        Same(Int(5), Run(Library(), operation, [Int(0), Int(5), Int(3)], attributes)[0]);
        Same(Int(5), Run(Library(), operation, [Texts([], ""), Int(5), Int(3)], attributes)[0]);
    }

    [Theory, InlineData("While"), InlineData("StatelessWhile")]
    public void A_loop_runs_as_long_as_its_condition_holds(string operation)
        => Same(Int(9), Run(Library(), operation, [Int(5), Int(9)], [_types, ("cond", Callee("less")), ("body", Callee("step"))])[0]);

    [Fact]
    public void A_loop_without_end_is_ended()
    {
        (string, AttrValue)[] attributes = [_types, ("cond", Callee("always")), ("body", Callee("same"))];

        var error = Assert.ThrowsAny<KerasException>(() => Run(Library(), "While", [Int(5), Int(9)], attributes, new GraphLimits(Iterations: 1000)));
        var operations = Assert.ThrowsAny<KerasException>(() => Run(Library(), "While", [Int(5), Int(9)], attributes, new GraphLimits(Operations: 1000)));

        Assert.Contains("its loops have run 1000 rounds, which is the limit for one run", error.Message, StringComparison.Ordinal);
        Assert.Contains("1000 nodes have been run", operations.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => Run(
            Library(), "While", [Int(5), Int(9)], [_types, ("cond", Callee("always")), ("body", Callee("same"))],
            new GraphLimits(Iterations: int.MaxValue, Operations: int.MaxValue), source.Token));
    }

    [Fact]
    public void Functions_that_call_themselves_are_refused_when_they_are_loaded()
    {
        var graph = Library();
        graph.Library.Function.Add(Function("around", ["x"], ["y"], ["call:output:0"], Node("call", "PartitionedCall", ["x"], ("f", Callee("around")), ("Tout", Of(new[] { DataType.DtInt32 })))));

        var error = Assert.ThrowsAny<KerasException>(() => Run(graph, "PartitionedCall", [Int(5)], [("f", Callee("around")), ("Tout", Of(new[] { DataType.DtInt32 }))]));

        Assert.Equal("graph.pb: the node 'call' ('PartitionedCall') of the function 'around' cannot be run: it calls the function 'around', which is calling it: recursion is not run.", error.Message);
    }

    [Fact]
    public void Calls_that_nest_without_measure_are_refused()
    {
        var graph = Library();
        for (var i = 0; i < 100; i++)
        {
            graph.Library.Function.Add(Function(
                $"f{i}", ["x"], ["y"], ["call:output:0"], Node("call", "PartitionedCall", ["x"], ("f", Callee($"f{i + 1}")), ("Tout", Of(new[] { DataType.DtInt32 })))));
        }

        var error = Assert.ThrowsAny<KerasException>(() => Run(graph, "PartitionedCall", [Int(5)], [("f", Callee("f0")), ("Tout", Of(new[] { DataType.DtInt32 }))]));

        Assert.Contains("more than 64 deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_double_at_every_level_are_ended()
    {
        var graph = Library();
        for (var i = 0; i < 40; i++)
        {
            graph.Library.Function.Add(Function(
                $"f{i}", ["x"], ["y"], ["second:output:0"],
                Node("first", "PartitionedCall", ["x"], ("f", Callee($"f{i + 1}")), ("Tout", Of(new[] { DataType.DtInt32 }))),
                Node("second", "PartitionedCall", ["first:output:0"], ("f", Callee($"f{i + 1}")), ("Tout", Of(new[] { DataType.DtInt32 })))));
        }

        graph.Library.Function.Add(Function("f40", ["x"], ["y"], ["x"]));

        var error = Assert.ThrowsAny<KerasException>(() => Run(
            graph, "PartitionedCall", [Int(5)], [("f", Callee("f0")), ("Tout", Of(new[] { DataType.DtInt32 }))], new GraphLimits(Operations: 10_000)));

        Assert.Contains("10000 nodes have been run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_bounded_by_what_a_run_holds_and_not_by_what_it_ever_made()
    {
        var graph = Library();
        graph.Library.Function.Add(Function(
            "large", ["i", "n"], ["a", "b"], ["next:z:0", "n"], Const("one", 1), Const("size", 1000), Const("zero", 0),
            Node("dims", "Pack", ["size:output:0"], ("axis", Of(0L))), Node("full", "Fill", ["dims:output:0", "one:output:0"]),
            Node("sum", "Sum", ["full:output:0", "zero:output:0"]), Node("rest", "Sub", ["sum:output:0", "sum:output:0"]),
            Node("step", "AddV2", ["rest:z:0", "one:output:0"]), Node("next", "AddV2", ["i", "step:z:0"])));

        var outputs = Run(graph, "While", [Int(0), Int(100)], [_types, ("cond", Callee("less")), ("body", Callee("large"))], new GraphLimits(Memory: 10_000));

        Same(Int(100), outputs[0]);
    }

    [Fact]
    public void Damaged_graphs_are_refused_with_the_place()
    {
        Assert.Contains("calls the function 'none', which the file does not hold", Refused(("f", Callee("none"))), StringComparison.Ordinal);
        Assert.Contains("its attribute 'f' names no function", Refused(("g", Callee("step"))), StringComparison.Ordinal);
        Assert.Contains("gives 2 arguments to the function 'less3', which takes 3", Refused(("f", Callee("less3"))), StringComparison.Ordinal);
        Assert.Contains("it reads 'nowhere', which is not there", Refused(("f", Callee("broken"))), StringComparison.Ordinal);
        Assert.Contains("which is no output of a AddV2", Refused(("f", Callee("misnamed"))), StringComparison.Ordinal);
        Assert.Contains("which waits for it", Refused(("f", Callee("cycle"))), StringComparison.Ordinal);
        Assert.Contains("another node has its name", Refused(("f", Callee("twice"))), StringComparison.Ordinal);
        Assert.Contains("the node 'node' ('NoSuchOp') of the function 'unknown' cannot be run: the operation is not one that is known here", Refused(("f", Callee("unknown"))), StringComparison.Ordinal);
        Assert.Contains("an argument and a node are both called 'n'", Refused(("f", Callee("hidden"))), StringComparison.Ordinal);
        Assert.Contains("it writes files, which a graph may not do here", Refused(("f", Callee("saves"))), StringComparison.Ordinal);
    }

    static string Refused(params (string, AttrValue)[] attributes)
        => Assert.ThrowsAny<KerasException>(() => Run(Library(), "PartitionedCall", [Int(1), Int(2)], [.. attributes, ("Tout", Of(new[] { DataType.DtInt32 }))])).Message;

    static GraphDef Library() => new()
    {
        Library = new()
        {
            Function =
            {
                Function("step", ["i", "n"], ["a", "b"], ["next:z:0", "n"], Const("one", 1), Node("next", "AddV2", ["i", "one:output:0"])),
                Function("same", ["i", "n"], ["a", "b"], ["i", "n"]),
                Function("less", ["i", "n"], ["c"], ["less:z:0"], Node("less", "Less", ["i", "n"])),
                Function("less3", ["i", "n", "m"], ["c"], ["less:z:0"], Node("less", "Less", ["i", "n"])),
                Function("always", ["i", "n"], ["c"], ["one:output:0"], Const("one", 1)),
                Function("broken", ["i", "n"], ["c"], ["next:z:0"], Node("next", "AddV2", ["i", "nowhere:output:0"])),
                Function("misnamed", ["i", "n"], ["c"], ["next:output:0"], Node("next", "AddV2", ["i", "n"])),
                Function("cycle", ["i", "n"], ["c"], ["a:z:0"], Node("a", "AddV2", ["i", "b:z:0"]), Node("b", "AddV2", ["n", "a:z:0"])),
                Function("twice", ["i", "n"], ["c"], ["a:z:0"], Node("a", "AddV2", ["i", "n"]), Node("a", "AddV2", ["i", "n"])),
                Function("hidden", ["i", "n"], ["c"], ["n:z:0"], Node("n", "AddV2", ["i", "i"])),
                Function("unknown", ["i", "n"], ["c"], ["node:z:0"], Node("node", "NoSuchOp", ["i"])),
                Function("saves", ["i", "n"], ["c"], ["i"], Node("save", "SaveV2", ["i"])),
            },
        },
    };

    static FunctionDef Function(string name, string[] arguments, string[] results, string[] values, params NodeDef[] nodes)
    {
        var function = new FunctionDef { Signature = new() { Name = name } };
        function.Signature.InputArg.Add(arguments.Select(argument => new OpDef.Types.ArgDef { Name = argument }));
        function.Signature.OutputArg.Add(results.Select(result => new OpDef.Types.ArgDef { Name = result }));
        foreach (var (result, value) in results.Zip(values))
            function.Ret[result] = value;
        function.NodeDef.Add(nodes);
        foreach (var node in nodes.Where(node => node.Op == "SaveV2"))
            function.ControlRet[node.Name] = node.Name;
        return function;
    }

    static NodeDef Const(string name, int value)
        => Node(name, "Const", [], ("value", new() { Tensor = new() { Dtype = DataType.DtInt32, TensorShape = new(), IntVal = { value } } }));
}
