namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Rows of a table, by their numbers.</summary>
static class Gathering
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("GatherV2", "output", call => ElementTypes.Any<GatherWork>(call, 0)),
        Operation.Of("ResourceGather", "output", FromVariable),
    ];

    static RunValue FromVariable(NodeCall call)
    {
        var table = call.Run.Read(Variables.Handle(call, 0).Name);
        var read = new NodeCall(call.Node, [table, call[1]], call.Run); // the same with the variable's value
        return ElementTypes.Any<ResourceWork>(read, 0);
    }

    // (batch..., outer..., axis, inner...) by (batch..., indices...) -> (batch..., outer..., indices..., inner...)
    static GraphTensor<T> Gather<T>(NodeCall call, GraphTensor<T> table, int axis)
    {
        var indices = call.Indices(1);
        var (shape, asked) = (table.Shape, call[1].Shape);
        var numBatch = call.Number("batch_dims") is < 0 and var fromEnd ? fromEnd + asked.Rank : call.Number("batch_dims");
        if (numBatch < 0 || numBatch > axis || numBatch > asked.Rank || !shape[..(int)numBatch].Equals(asked[..(int)numBatch]))
            throw call.Fail($"it takes from a {table} by a {call[1]} with {numBatch} common axes");

        var common = (int)numBatch;
        var (batch, outer, inner) = (Product(shape.Sizes[..common]), Product(shape.Sizes[common..axis]), Product(shape.Sizes[(axis + 1)..]));
        var (rows, count) = (shape[axis], Product(asked.Sizes[common..]));
        var output = call.New<T>([.. shape.Sizes[..axis], .. asked.Sizes[common..], .. shape.Sizes[(axis + 1)..]]);
        if (output.Length == 0)
            return output;

        var target = output.Target;
        for (var sample = 0; sample < batch; sample++)
        {
            for (var part = 0; part < outer; part++)
            {
                var first = ((sample * outer) + part) * rows;
                foreach (var index in indices.AsSpan(sample * count, count))
                {
                    if ((uint)index >= (uint)rows)
                        throw call.Fail($"it takes row {index} of axis {axis} of a {table}, which has 0 to {rows - 1}");
                    table.Span.Slice((first + index) * inner, inner).CopyTo(target);
                    target = target[inner..];
                }
            }
        }

        return output;
    }

    static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
            product *= size;
        return product;
    }

    readonly struct GatherWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) => Gather(call, input, call.Axis(call.Int(2), input.Shape.Rank));
    }

    readonly struct ResourceWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) => Gather(call, input, call.Axis(call.Number("batch_dims"), input.Shape.Rank));
    }
}
